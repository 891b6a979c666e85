from learning.models.answers import Answer, Commitment, ScenarioRun
from learning.models.assignments import Assignment
from learning.models.attempts import Attempt, AttemptAnswer
from learning.models.certificates import Certificate
from learning.models.cohorts import Cohort, Participation
from learning.models.evaluations import Evaluation, Moment
from learning.models.notes import Note, NoteConflict
from learning.models.pages import LessonPage, ModuleIndexPage, ModulePage
from learning.models.portfolio import PortfolioEntry
from learning.models.progress import LessonProgress
from learning.models.refreshers import Refresher, RefresherAnswer, RefresherPause
from learning.models.rows import Action, Change, LearningGoal, LearningTheme
from learning.models.second_reader import SecondReader
from learning.models.sharing import LearningSetting, SharedProgress
from learning.models.test_page import TestPage

__all__ = [
    "Action",
    "Answer",
    "Assignment",
    "Attempt",
    "AttemptAnswer",
    "Certificate",
    "Change",
    "Cohort",
    "Commitment",
    "Evaluation",
    "LearningGoal",
    "LearningSetting",
    "LearningTheme",
    "LessonPage",
    "LessonProgress",
    "ModuleIndexPage",
    "ModulePage",
    "Moment",
    "Note",
    "NoteConflict",
    "Participation",
    "PortfolioEntry",
    "Refresher",
    "RefresherAnswer",
    "RefresherPause",
    "ScenarioRun",
    "SecondReader",
    "SharedProgress",
    "TestPage",
]

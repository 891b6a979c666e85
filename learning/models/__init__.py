from learning.models.answers import Answer, Commitment, ScenarioRun
from learning.models.attempts import Attempt, AttemptAnswer
from learning.models.certificates import Certificate
from learning.models.notes import Note, NoteConflict
from learning.models.pages import LessonPage, ModuleIndexPage, ModulePage
from learning.models.portfolio import PortfolioEntry
from learning.models.progress import LessonProgress
from learning.models.rows import Action, Change, LearningGoal, LearningTheme
from learning.models.second_reader import SecondReader
from learning.models.test_page import TestPage

__all__ = [
    "Action",
    "Answer",
    "Attempt",
    "AttemptAnswer",
    "Certificate",
    "Change",
    "Commitment",
    "LearningGoal",
    "LearningTheme",
    "LessonPage",
    "LessonProgress",
    "ModuleIndexPage",
    "ModulePage",
    "Note",
    "NoteConflict",
    "PortfolioEntry",
    "ScenarioRun",
    "SecondReader",
    "TestPage",
]

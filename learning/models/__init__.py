from learning.models.assignments import Assignment
from learning.models.cohorts import Cohort, Participation
from learning.models.evaluations import Evaluation, Moment
from learning.models.pages import LessonPage, ModuleIndexPage, ModulePage
from learning.models.progress import LessonProgress
from learning.models.rows import Action, Change, LearningGoal, LearningTheme
from learning.models.sharing import LearningSetting, SharedProgress
from learning.models.test_page import TestPage

__all__ = [
    "Action",
    "Assignment",
    "Change",
    "Cohort",
    "Evaluation",
    "LearningGoal",
    "LearningSetting",
    "LearningTheme",
    "LessonPage",
    "LessonProgress",
    "ModuleIndexPage",
    "ModulePage",
    "Moment",
    "Participation",
    "SharedProgress",
    "TestPage",
]

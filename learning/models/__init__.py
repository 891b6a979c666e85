from learning.models.attempts import Attempt, AttemptAnswer
from learning.models.certificates import Certificate
from learning.models.pages import LessonPage, ModuleIndexPage, ModulePage
from learning.models.portfolio import PortfolioEntry
from learning.models.progress import LessonProgress
from learning.models.rows import Action, Change, LearningGoal, LearningTheme
from learning.models.test_page import TestPage

__all__ = [
    "Action",
    "Attempt",
    "AttemptAnswer",
    "Certificate",
    "Change",
    "LearningGoal",
    "LearningTheme",
    "LessonPage",
    "LessonProgress",
    "ModuleIndexPage",
    "ModulePage",
    "PortfolioEntry",
    "TestPage",
]

from learning.models.pages import LessonPage, ModuleIndexPage, ModulePage
from learning.models.progress import LessonProgress
from learning.models.refreshers import Refresher, RefresherAnswer, RefresherPause
from learning.models.rows import Action, Change, LearningGoal, LearningTheme
from learning.models.test_page import TestPage

__all__ = [
    "Action",
    "Change",
    "LearningGoal",
    "LearningTheme",
    "LessonPage",
    "LessonProgress",
    "ModuleIndexPage",
    "ModulePage",
    "Refresher",
    "RefresherAnswer",
    "RefresherPause",
    "TestPage",
]

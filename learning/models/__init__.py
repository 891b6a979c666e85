from learning.models.notes import Note, NoteConflict
from learning.models.pages import LessonPage, ModuleIndexPage, ModulePage
from learning.models.progress import LessonProgress
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
    "Note",
    "NoteConflict",
    "TestPage",
]

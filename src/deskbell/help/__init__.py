"""Help: common questions and the introduction video, for whoever is in the Console, signed in or not.

Questions are Markdown, one file each and a folder per language: `texts/`. They are made into HTML when somebody first
asks, so that a text changed in the repository is all that there is to change. The video is recorded by `make video`.
"""

from deskbell.help.asking import Question, questions
from deskbell.help.recording import Captions, Introduction, Source, introduction

__all__ = ["Captions", "Introduction", "Question", "Source", "introduction", "questions"]

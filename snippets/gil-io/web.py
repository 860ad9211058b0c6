"""`import web` finds the module of all demos: ../web.py"""
from pathlib import Path

__file__ = str(Path(__file__).resolve().parents[1] / 'web.py')
exec(compile(Path(__file__).read_text(), __file__, 'exec'))

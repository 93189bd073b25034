"""What can be the matter, and what the team does about it: written by hand, so that nothing in the demo is clinically absurd."""

from backend.demo.problems.mind import MIND
from backend.demo.problems.movement import MOVEMENT
from backend.demo.problems.nursing import NURSING
from backend.demo.problems.shape import Problem

PROBLEMS: tuple[Problem, ...] = (*NURSING, *MOVEMENT, *MIND)

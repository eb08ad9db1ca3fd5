"""Finish a person's task and walk on."""

from typing import Any


def execute(activation: Any) -> None:
    """Start and execute an assigned task. What was set on the process is saved before the next node looks at it."""
    activation.process.save()
    activation.start(None)
    activation.execute()

from erp.kernel.events.models.delivery import Delivery
from erp.kernel.events.models.outbox import OutboxEvent, PendingEvent

__all__ = ["Delivery", "OutboxEvent", "PendingEvent"]

from erp.kernel.flows.models.process import Process

__all__ = ["Process"]

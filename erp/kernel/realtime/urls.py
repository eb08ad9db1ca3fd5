from django.urls import path

from erp.kernel.realtime.rest import TicketView

urlpatterns = [path("ticket/", TicketView.as_view(), name="realtime-ticket")]

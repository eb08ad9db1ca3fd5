"""Shapes of the flows' doors, for reading requests and for the schema."""

from rest_framework import serializers


class LabelSerializer(serializers.Serializer):
    label = serializers.CharField()  # type: ignore[assignment]
    value = serializers.CharField()


class ChoiceSerializer(serializers.Serializer):
    name = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]


class ActionSerializer(serializers.Serializer):
    name = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    target = serializers.CharField()


class PersonSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    name = serializers.CharField()


class ProcessLineSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    title = serializers.CharField()
    flow = serializers.CharField()
    flow_title = serializers.CharField()
    subject = serializers.CharField()
    branch_id = serializers.IntegerField()
    state = serializers.ChoiceField(choices=["running", "done", "cancelled"])
    started_at = serializers.DateTimeField()
    finished_at = serializers.DateTimeField(allow_null=True)


class TaskSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    node = serializers.CharField()
    title = serializers.CharField()
    state = serializers.ChoiceField(choices=["open", "assigned", "working", "done", "cancelled", "error"])
    kind = serializers.ChoiceField(choices=["decision", "link", "job", "automatic"])
    link = serializers.CharField()
    choices = ChoiceSerializer(many=True)
    choice = serializers.CharField()
    note = serializers.CharField()
    error = serializers.CharField()
    owner = PersonSerializer(allow_null=True)
    created_at = serializers.DateTimeField()
    started_at = serializers.DateTimeField(allow_null=True)
    finished_at = serializers.DateTimeField(allow_null=True)
    due_at = serializers.DateTimeField(allow_null=True)
    overdue = serializers.BooleanField()
    process = ProcessLineSerializer()
    facts = LabelSerializer(many=True)
    _actions = ActionSerializer(many=True)
    _display = serializers.CharField()


class BoxCountsSerializer(serializers.Serializer):
    inbox = serializers.IntegerField()
    queue = serializers.IntegerField()


class TaskListSerializer(serializers.Serializer):
    count = serializers.IntegerField()
    limit = serializers.IntegerField()
    offset = serializers.IntegerField()
    counts = BoxCountsSerializer()
    results = TaskSerializer(many=True)


class ProcessListSerializer(serializers.Serializer):
    count = serializers.IntegerField()
    results = ProcessLineSerializer(many=True)


class ProcessSerializer(ProcessLineSerializer):
    facts = LabelSerializer(many=True)
    history = TaskSerializer(many=True)
    position = serializers.ListField(child=serializers.CharField())
    _actions = ActionSerializer(many=True)
    _display = serializers.CharField()


class StepSerializer(serializers.Serializer):
    node = serializers.CharField()
    title = serializers.CharField()
    state = serializers.CharField()
    at = serializers.DateTimeField()
    by = PersonSerializer(allow_null=True)


class PictureSerializer(serializers.Serializer):
    title = serializers.CharField()
    svg = serializers.CharField()
    steps = StepSerializer(many=True)


class DecisionSerializer(serializers.Serializer):
    """The answer to a task's question."""

    choice = serializers.CharField(max_length=40)
    note = serializers.CharField(max_length=1000, required=False, allow_blank=True, default="")


class BoxQuerySerializer(serializers.Serializer):
    """What of the tasks to list."""

    box = serializers.ChoiceField(choices=["inbox", "queue", "archive"], default="inbox")
    flow = serializers.CharField(required=False, default="")
    subject = serializers.CharField(required=False, default="")
    limit = serializers.IntegerField(min_value=1, max_value=200, default=50)
    offset = serializers.IntegerField(min_value=0, default=0)

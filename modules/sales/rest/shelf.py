"""How the till's start is written: registers, shelf, staff."""

from typing import Any

from rest_framework import serializers

from modules.sales.rest.serializers import SessionBriefSerializer, money_field


class PosRegisterSerializer(serializers.Serializer[Any]):
    """The register one works at."""

    id = serializers.IntegerField()
    code = serializers.CharField()
    name = serializers.CharField()
    name_th = serializers.CharField(allow_blank=True)


class PosTaxCodeSerializer(serializers.Serializer[Any]):
    """A tax code."""

    code = serializers.CharField()
    rate = serializers.DecimalField(max_digits=5, decimal_places=2)
    exempt = serializers.BooleanField()


class PosCategorySerializer(serializers.Serializer[Any]):
    """A shelf."""

    code = serializers.CharField()
    name_en = serializers.CharField()
    name_th = serializers.CharField(allow_blank=True)
    kind = serializers.CharField()


class PosLotSerializer(serializers.Serializer[Any]):
    """A lot on the shelf."""

    id = serializers.IntegerField()
    number = serializers.CharField()
    expires_on = serializers.DateField(allow_null=True)
    quantity = serializers.DecimalField(max_digits=14, decimal_places=3)


class PosTaxPartSerializer(serializers.Serializer[Any]):
    """A component of a course."""

    tax_code = serializers.CharField()
    price = money_field()


class PosProductSerializer(serializers.Serializer[Any]):
    """A product on the shelf."""

    id = serializers.IntegerField(source="card.id")
    code = serializers.CharField(source="card.code")
    kind = serializers.CharField(source="card.kind")
    name_en = serializers.CharField(source="card.name_en")
    name_th = serializers.CharField(source="card.name_th", allow_blank=True)
    category = serializers.CharField(source="card.category")
    price = money_field(source="card.price")
    tax_code = serializers.CharField(source="card.tax_code")
    tax_parts = PosTaxPartSerializer(many=True)
    unit = serializers.CharField(source="card.unit")
    tracks_stock = serializers.BooleanField(source="card.tracks_stock")
    tracks_lots = serializers.BooleanField(source="card.tracks_lots")
    stock = serializers.DecimalField(max_digits=14, decimal_places=3, allow_null=True)
    lots = PosLotSerializer(many=True)
    duration_minutes = serializers.IntegerField(source="card.duration_minutes")
    barcode = serializers.CharField(source="card.barcode", allow_blank=True)


class PosStaffSerializer(serializers.Serializer[Any]):
    """Somebody who sells or performs."""

    id = serializers.IntegerField()
    name = serializers.CharField()
    name_th = serializers.CharField(allow_blank=True)
    nickname = serializers.CharField(allow_blank=True)


class PosCompanySerializer(serializers.Serializer[Any]):
    """Who issues the documents."""

    name = serializers.CharField()
    name_th = serializers.CharField(allow_blank=True)
    tax_id = serializers.CharField(allow_blank=True)
    address = serializers.CharField(allow_blank=True)


class PosBranchSerializer(serializers.Serializer[Any]):
    """Where."""

    id = serializers.IntegerField()
    code = serializers.CharField()
    name = serializers.CharField()
    name_th = serializers.CharField(allow_blank=True)
    tax_branch_code = serializers.CharField()
    address = serializers.CharField(allow_blank=True)
    phone = serializers.CharField(allow_blank=True)
    promptpay = serializers.BooleanField(source="promptpay_id")


class PosPriceListSerializer(serializers.Serializer[Any]):
    """A price list in force here today: product → price."""

    id = serializers.IntegerField()
    code = serializers.CharField()
    name_en = serializers.CharField()
    name_th = serializers.CharField(allow_blank=True)
    prices = serializers.DictField(child=serializers.CharField())


class BootstrapSerializer(serializers.Serializer[Any]):
    """Everything that the till keeps while it runs."""

    register = PosRegisterSerializer(allow_null=True)
    session = SessionBriefSerializer(allow_null=True)
    discount_limit_percent = serializers.DecimalField(max_digits=5, decimal_places=2)
    tax_codes = PosTaxCodeSerializer(many=True)
    categories = PosCategorySerializer(many=True)
    products = PosProductSerializer(many=True)
    price_lists = PosPriceListSerializer(many=True)
    staff = PosStaffSerializer(many=True)
    company = PosCompanySerializer()
    branch = PosBranchSerializer()
    cash_step = serializers.DecimalField(max_digits=4, decimal_places=2)

"""The journal in the formats that leave the house."""

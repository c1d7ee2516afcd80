"""Words of our own that stand over what people wrote; an edition may translate them."""

LABELS = {
    "contents": "Contents",
    "encouragements": "Encouragements",
    "reservations": "Reservations voiced",
    "remarks": "Remarks",
    "method": "How this document came about",
    "organisations": "Organisations that took part",
    "evidence": "Annex: evidence by reference",
    "comments": "Annex: comments and what became of them",
    "cite": "How to cite",
    "contact": "Contact",
    "cooperation": "in cooperation with",
}

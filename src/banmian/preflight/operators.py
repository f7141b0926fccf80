"""The operators of content streams and how many operands each takes.

Inputs:  none.
Outputs: `OPERANDS`; None stands for "any number".
Units:   none.
Source:  ISO 32000-1, annex A.
"""

_BY_COUNT: dict[int | None, str] = {
    0: "b B b* B* BT BX EMC ET EX f F f* h n q Q s S T* W W*",
    1: "BMC CS cs Do g G gs i j J M MP ri sh Tc Tj TJ TL Tr Ts Tw Tz w '",
    2: "BDC d d0 DP l m Td TD Tf",
    3: 'rg RG "',
    4: "k K re v y",
    6: "c cm d1 Tm",
    None: "sc SC scn SCN",
}
INLINE_IMAGE = "INLINE IMAGE"  # what pikepdf makes of BI … ID … EI
OPERANDS: dict[str, int | None] = {
    operator: count for count, listed in _BY_COUNT.items() for operator in listed.split()
} | {INLINE_IMAGE: None}

"""What the drawn figures are cut from: head, hair and dress as outlines with tones.

Inputs:  none.
Outputs: `Cut`s, grouped into `HAIR` and `DRESS`.
Units:   a frame of 600 × 800, origin top left; every head has one size and its centre
         at (300, 300), so that portraits in a row hold one line.
Source:  our own drawing. Flat shapes of an editorial illustration: no face, so no likeness.
"""

from dataclasses import dataclass
from enum import Enum, auto

FRAME = (600, 800)


class Tone(Enum):
    """What a shape is made of; the figure's palette says how dark that is."""

    HAIR = auto()
    HAIR_LIGHT = auto()
    SKIN = auto()
    SKIN_SHADE = auto()
    NECK_SHADE = auto()
    CLOTH = auto()
    CLOTH_SHADE = auto()
    LAPEL = auto()
    SEAM = auto()
    SHIRT = auto()
    SHIRT_SHADE = auto()
    TIE = auto()
    TIE_SHADE = auto()


@dataclass(frozen=True, slots=True)
class Cut:
    """One flat shape: its tone and its outline as path data."""

    tone: Tone
    path: str


@dataclass(frozen=True, slots=True)
class Hair:
    """Hair in two layers, behind the head and over it."""

    behind: tuple[Cut, ...]
    over: tuple[Cut, ...]
    shows_ears: bool


TORSO = (
    Cut(
        Tone.CLOTH,
        "M 18 800 C 20 690 34 626 100 588 C 150 562 208 544 240 474 L 360 474"
        " C 392 544 450 562 500 588 C 566 626 580 690 582 800 Z",
    ),
    Cut(
        Tone.CLOTH_SHADE,
        "M 582 800 C 580 690 566 626 500 588 C 474 574 446 564 422 548 C 476 610 504 700 506 800 Z",
    ),
)
NECK = (
    Cut(
        Tone.SKIN,
        "M 238 390 L 238 462 C 238 482 232 494 220 506 L 300 622 L 380 506"
        " C 368 494 362 482 362 462 L 362 390 Z",
    ),
    Cut(
        Tone.NECK_SHADE,
        "M 238 400 L 362 400 L 362 462 C 362 482 368 494 380 506 L 356 542"
        " C 344 502 296 482 238 462 Z",
    ),
)
EARS = (
    Cut(Tone.SKIN, "M 199 278 C 181 267 174 285 178 307 C 181 331 191 346 204 344 Z"),
    Cut(Tone.SKIN_SHADE, "M 401 278 C 419 267 426 285 422 307 C 419 331 409 346 396 344 Z"),
)
HEAD = (
    Cut(
        Tone.SKIN,
        "M 300 153 C 375 153 406 212 404 287 C 403 351 384 408 342 436"
        " C 322 450 278 450 258 436 C 216 408 197 351 196 287 C 194 212 225 153 300 153 Z",
    ),
    Cut(
        Tone.SKIN_SHADE,
        "M 333 155 C 379 166 406 216 404 287 C 403 351 384 408 342 436"
        " C 334 442 324 445 313 446 C 348 414 370 368 370 304 C 370 249 357 197 333 155 Z",
    ),
)

HAIR = {
    "side-parted": Hair(
        behind=(),
        over=(
            Cut(
                Tone.HAIR,
                "M 190 304 C 175 258 166 186 201 144 C 232 104 300 93 355 109"
                " C 412 124 434 186 423 249 C 421 271 417 289 411 304 C 406 296 402 274 399 254"
                " C 392 232 381 219 368 210 C 322 214 267 208 232 183 C 223 212 208 232 202 254"
                " C 198 274 194 291 190 304 Z",
            ),
            Cut(
                Tone.HAIR_LIGHT,
                "M 234 175 C 274 139 333 124 392 155 C 340 142 289 153 247 188 Z",
            ),
        ),
        shows_ears=True,
    ),
    "cropped": Hair(
        behind=(),
        over=(
            Cut(
                Tone.HAIR,
                "M 190 300 C 179 230 181 166 219 135 C 254 106 346 106 381 135"
                " C 419 166 421 230 410 300 C 406 274 403 247 392 225 C 373 208 340 201 300 201"
                " C 260 201 227 208 208 225 C 197 247 194 274 190 300 Z",
            ),
            Cut(
                Tone.HAIR_LIGHT,
                "M 214 175 C 236 137 300 126 348 137 C 302 139 254 153 225 194 Z",
            ),
        ),
        shows_ears=True,
    ),
    "swept-back": Hair(
        behind=(),
        over=(
            Cut(
                Tone.HAIR,
                "M 190 304 C 172 245 175 172 214 137 C 252 102 355 100 388 139"
                " C 423 175 428 245 410 304 C 404 278 406 252 397 232 C 382 190 346 172 304 172"
                " C 258 172 219 190 203 234 C 196 254 196 280 190 304 Z",
            ),
            Cut(
                Tone.HAIR_LIGHT,
                "M 247 168 C 254 142 288 126 336 130 C 300 137 276 149 265 166 Z",
            ),
        ),
        shows_ears=True,
    ),
    "bobbed": Hair(
        behind=(
            Cut(
                Tone.HAIR,
                "M 300 104 C 406 102 441 179 441 289 C 441 355 452 406 436 450"
                " C 414 472 377 467 359 447 L 241 447 C 223 467 186 472 164 450"
                " C 148 406 159 355 159 289 C 159 179 194 102 300 104 Z",
            ),
        ),
        over=(
            Cut(
                Tone.HAIR,
                "M 199 399 C 164 300 157 155 258 117 C 355 84 436 150 430 267"
                " C 430 322 419 366 401 399 C 408 344 406 296 392 260 C 344 249 296 223 265 181"
                " C 245 219 214 247 203 285 C 194 322 194 362 199 399 Z",
            ),
            Cut(
                Tone.HAIR_LIGHT,
                "M 269 172 C 291 146 344 135 390 164 C 406 177 414 197 417 219"
                " C 395 179 340 159 282 188 Z",
            ),
        ),
        shows_ears=False,
    ),
    "tied": Hair(
        behind=(
            Cut(
                Tone.HAIR,
                "M 353 384 C 381 366 419 379 423 408 C 428 439 395 461 364 445 Z",
            ),
        ),
        over=(
            Cut(
                Tone.HAIR,
                "M 190 307 C 170 234 175 120 293 111 C 421 106 430 234 410 307"
                " C 407 258 392 225 357 203 C 331 190 302 177 282 155 C 269 179 245 194 227 210"
                " C 203 232 194 265 190 307 Z",
            ),
            Cut(
                Tone.HAIR_LIGHT,
                "M 302 148 C 346 144 384 166 399 219 C 375 188 342 172 302 148 Z",
            ),
        ),
        shows_ears=True,
    ),
    "layered": Hair(
        behind=(
            Cut(
                Tone.HAIR,
                "M 300 104 C 401 102 434 179 430 280 C 430 333 421 379 392 412"
                " C 379 423 357 421 348 410 L 252 410 C 243 421 221 423 208 412"
                " C 179 379 170 333 170 280 C 166 179 199 102 300 104 Z",
            ),
        ),
        over=(
            Cut(
                Tone.HAIR,
                "M 201 373 C 166 289 159 153 249 117 C 348 82 436 142 425 258"
                " C 425 307 414 346 399 373 C 406 322 401 274 379 238 C 333 245 276 238 241 203"
                " C 230 232 210 256 203 285 C 197 315 197 346 201 373 Z",
            ),
            Cut(
                Tone.HAIR_LIGHT,
                "M 238 188 C 265 144 335 126 395 164 C 342 150 289 164 254 201 Z",
            ),
        ),
        shows_ears=False,
    ),
}

_SHIRT = Cut(Tone.SHIRT, "M 236 490 L 300 560 L 364 490 L 396 540 L 322 800 L 278 800 L 204 540 Z")
_BARE_NECK = (
    Cut(Tone.SKIN, "M 238 440 L 238 462 L 214 514 L 300 700 L 386 514 L 362 462 L 362 440 Z"),
    Cut(
        Tone.NECK_SHADE,
        "M 238 440 L 362 440 L 362 462 L 386 514 L 362 560 C 346 508 296 482 238 462 Z",
    ),
)
_SHIRT_COLLAR = (
    Cut(
        Tone.SHIRT_SHADE,
        "M 235 470 L 216 510 L 257 608 L 302 556 L 299 554 L 258 600 L 240 520 Z",
    ),
    Cut(
        Tone.SHIRT,
        "M 235 452 C 240 482 262 522 299 554 L 258 600 L 218 510 C 229 494 236 476 235 452 Z",
    ),
    Cut(
        Tone.SHIRT_SHADE,
        "M 365 452 C 360 482 338 522 301 554 L 342 600 L 382 510 C 371 494 364 476 365 452 Z",
    ),
)
_NOTCHED_LAPELS = (
    Cut(
        Tone.LAPEL,
        "M 228 484 C 214 512 196 534 184 549 L 160 628 L 190 642 L 176 668 L 276 800 L 300 800"
        " C 276 716 244 610 219 508 Z",
    ),
    Cut(
        Tone.LAPEL,
        "M 372 484 C 386 512 404 534 416 549 L 440 628 L 410 642 L 424 668 L 324 800 L 300 800"
        " C 324 716 356 610 381 508 Z",
    ),
    Cut(Tone.SEAM, "M 190 642 L 234 612 L 236 616 L 194 645 Z"),
    Cut(Tone.SEAM, "M 410 642 L 366 612 L 364 616 L 406 645 Z"),
)
_SHAWL_LAPELS = (
    Cut(
        Tone.LAPEL,
        "M 230 478 C 214 512 198 534 184 549 C 178 640 212 730 272 800 L 300 800"
        " C 264 716 236 610 216 508 Z",
    ),
    Cut(
        Tone.LAPEL,
        "M 370 478 C 386 512 402 534 416 549 C 422 640 388 730 328 800 L 300 800"
        " C 336 716 364 610 384 508 Z",
    ),
)

_BUTTONS = tuple(
    Cut(
        Tone.SEAM,
        f"M 292 {y} C 292 {y + 10} 308 {y + 10} 308 {y} C 308 {y - 10} 292 {y - 10} 292 {y} Z",
    )
    for y in (630, 706, 782)
)

DRESS = {
    "suit-and-tie": (
        _SHIRT,
        Cut(Tone.TIE, "M 290 596 L 310 596 L 324 800 L 276 800 Z"),
        Cut(Tone.TIE_SHADE, "M 279 556 L 321 556 L 311 604 L 289 604 Z"),
        *_SHIRT_COLLAR,
        *_NOTCHED_LAPELS,
    ),
    "suit-open-collar": (
        _SHIRT,
        *_BARE_NECK,
        Cut(Tone.SHIRT, "M 204 540 L 246 580 L 300 640 L 354 580 L 396 540 L 322 800 L 278 800 Z"),
        Cut(
            Tone.SHIRT,
            "M 235 452 C 236 500 262 580 299 640 L 236 616 L 214 512 C 228 494 236 476 235 452 Z",
        ),
        Cut(
            Tone.SHIRT_SHADE,
            "M 365 452 C 364 500 338 580 301 640 L 364 616 L 386 512 C 372 494 364 476 365 452 Z",
        ),
        Cut(Tone.SHIRT_SHADE, "M 298 640 L 302 640 L 302 800 L 298 800 Z"),
        *_NOTCHED_LAPELS,
    ),
    "zip-jacket": (
        Cut(
            Tone.SHIRT,
            "M 236 490 L 216 506 C 234 572 262 622 300 668 C 338 622 366 572 384 506 L 364 490"
            " L 300 560 Z",
        ),
        *_SHIRT_COLLAR,
        Cut(
            Tone.LAPEL,
            "M 230 474 C 214 508 194 538 174 560 L 226 640 L 300 668 C 262 620 236 570 218 508 Z",
        ),
        Cut(
            Tone.LAPEL,
            "M 370 474 C 386 508 406 538 426 560 L 374 640 L 300 668 C 338 620 364 570 382 508 Z",
        ),
        Cut(Tone.SEAM, "M 297 668 L 303 668 L 303 800 L 297 800 Z"),
    ),
    "tunic": (
        Cut(Tone.CLOTH, "M 206 526 L 300 536 L 394 526 L 394 600 L 300 700 L 206 600 Z"),
        Cut(
            Tone.SHIRT,
            "M 236 456 C 250 496 276 518 300 526 C 324 518 350 496 364 456 L 370 472"
            " C 352 508 326 532 300 542 C 274 532 248 508 230 472 Z",
        ),
        Cut(
            Tone.LAPEL,
            "M 232 468 C 246 506 272 530 299 540 L 268 600 C 240 584 216 562 204 534"
            " C 218 510 228 492 232 468 Z",
        ),
        Cut(
            Tone.LAPEL,
            "M 368 468 C 354 506 328 530 301 540 L 332 600 C 360 584 384 562 396 534"
            " C 382 510 372 492 368 468 Z",
        ),
        Cut(Tone.CLOTH_SHADE, "M 299 540 L 301 540 L 318 572 L 318 800 L 315 800 L 315 576 Z"),
        *_BUTTONS,
    ),
    "round-neck": (
        *_BARE_NECK,
        Cut(
            Tone.SHIRT,
            "M 214 508 C 240 584 360 584 386 508 L 396 540 L 322 800 L 278 800 L 204 540 Z",
        ),
        *_SHAWL_LAPELS,
    ),
    "roll-neck": (
        Cut(Tone.TIE, "M 214 500 L 386 500 L 396 540 L 322 800 L 278 800 L 204 540 Z"),
        Cut(
            Tone.TIE,
            "M 235 446 C 262 474 338 474 365 446 C 364 476 374 496 386 510 L 300 580 L 214 510"
            " C 226 496 236 476 235 446 Z",
        ),
        Cut(
            Tone.TIE_SHADE,
            "M 232 486 C 258 520 342 520 368 486 L 371 494 C 346 530 254 530 229 494 Z",
        ),
        *_NOTCHED_LAPELS,
    ),
    "v-neck": (
        *_BARE_NECK,
        Cut(Tone.SHIRT, "M 214 508 L 300 672 L 386 508 L 396 540 L 322 800 L 278 800 L 204 540 Z"),
        *_SHAWL_LAPELS,
    ),
}

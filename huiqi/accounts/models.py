"""Tables of people, organisations, seats and sign-in codes."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from huiqi.accounts.words import CodePurpose, OrganisationKind
from huiqi.kernel.access import Role, SeatLevel
from huiqi.kernel.fields import RefField, WordField, word_check


class Organisation(models.Model):
    """Whoever has people with seats; the apps above hold what is special of each kind."""

    ref = RefField()
    kind = WordField(OrganisationKind)
    name = models.CharField(max_length=200)
    created_at = models.DateTimeField()
    is_demonstration = models.BooleanField(default=False)

    class Meta:
        constraints = [word_check("kind", OrganisationKind, "organisation_kind")]


class People(BaseUserManager["Person"]):
    """Finds a person by mobile number, as Django's sign-in asks."""

    def get_by_natural_key(self, mobile: str | None) -> "Person":
        """The person with this mobile number."""
        return self.get(mobile=mobile)


class Person(AbstractBaseUser):
    """A human being with a mobile number. Consent is dated and names the version of the notice."""

    ref = RefField()
    mobile = models.CharField(max_length=11, unique=True)
    name = models.CharField(max_length=60, blank=True)
    created_at = models.DateTimeField()
    is_active = models.BooleanField(default=True)
    password_is_once = models.BooleanField(default=False)
    is_demonstration = models.BooleanField(default=False)
    consented_at = models.DateTimeField(null=True)
    consented_to = models.CharField(max_length=20, blank=True)
    held: "tuple[Seat, ...] | None" = None
    """The seats of today, where they came with the person (`selectors.signed_in`)."""

    objects: ClassVar[People] = People()
    USERNAME_FIELD = "mobile"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(mobile__regex=r"^1[0-9]{10}$"), name="person_mobile"),
        ]

    def has_perm(self, *_: Any) -> bool:
        """Django's permissions are not used here: see each app's `permissions`."""
        return False


class Seat(models.Model):
    """A person's role in an organisation, from a day until a day (which is the first without it)."""

    ref = RefField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="seats")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="seats")
    role = WordField(Role)
    level = WordField(SeatLevel, default=SeatLevel.VERIFIED)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            word_check("role", Role, "seat_role"),
            word_check("level", SeatLevel, "seat_level"),
            models.UniqueConstraint(
                fields=["person", "organisation", "role"], condition=models.Q(until=None), name="seat_once"
            ),
        ]


class SignIn(AbstractBaseSession):
    """A session, and whose it is; nobody's before he signs in, or of who follows a demand by number and code."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="signins")


class SignInCode(models.Model):
    """A one-time code sent to a mobile number: only the seed from which the secret key derives it is stored."""

    mobile = models.CharField(max_length=11)
    purpose = WordField(CodePurpose)
    seed = models.CharField(max_length=64)
    address = models.GenericIPAddressField(null=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["mobile", "created_at"], name="signincode_mobile")]
        constraints = [word_check("purpose", CodePurpose, "signincode_purpose")]


class PasswordFailure(models.Model):
    """A wrong password for a number, counted to slow down guessing."""

    mobile = models.CharField(max_length=11)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["mobile", "at"], name="passwordfailure_mobile")]


class WrongTry(models.Model):
    """A code that opened nothing where no account is needed, counted to slow down guessing.

    `door` is the word of the app whose door it is; `number`, at which thing behind it, if one says.
    """

    door = models.CharField(max_length=40)
    number = models.CharField(max_length=24, blank=True)
    address = models.GenericIPAddressField(null=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["address", "door", "at"], name="wrongtry_at_door"),
            models.Index(fields=["number", "at"], name="wrongtry_at_number"),
            models.Index(fields=["at"], name="wrongtry_by_age"),
        ]

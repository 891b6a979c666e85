from casuistry.cases.demo import make_demo_cases
from casuistry.reflection.demo import QUESTION, make_demo_reflection
from casuistry.reflection.models import Answer, Reflection
from tegenspraak.people.demo import make_demo_people
from tegenspraak.people.models import User


def test_the_demo_waits_for_its_case(protocol):
    assert make_demo_reflection() is None


def test_the_demo_stands_halfway_with_a_hidden_answer_and_is_made_once(protocol, settings):
    settings.DEBUG = True
    make_demo_people()
    make_demo_cases()
    reflection = make_demo_reflection()
    assert make_demo_reflection() == reflection
    assert Reflection.objects.count() == 1
    assert reflection.stage.title == "Vragen opschrijven"
    assert all(answer.is_ready for answer in Answer.objects.all())
    hidden = Answer.objects.get(question="feitelijke_vraag_1")
    assert hidden.value == QUESTION
    daan, noor = (User.objects.get(email=f"{name}@demo.test") for name in ("daan", "noor"))
    assert Answer.objects.visible_to(daan).filter(pk=hidden.pk).exists()
    assert not Answer.objects.visible_to(noor).filter(pk=hidden.pk).exists()
    assert "vechtscheiding" in str(Answer.objects.visible_to(noor).get(question="tot_keuzemoment").value)

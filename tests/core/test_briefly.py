from rumah.core.briefly import briefly, forget_all


def test_an_answer_is_kept_for_its_seconds_and_until_forgotten(monkeypatch):
    clock = [100.0]
    monkeypatch.setattr("rumah.core.briefly.time.monotonic", lambda: clock[0])
    asked = []

    @briefly(seconds=5)
    def answer() -> int:
        """Say how often it was asked."""
        asked.append(1)
        return len(asked)

    assert (answer(), answer(), answer.__doc__) == (1, 1, "Say how often it was asked.")
    clock[0] += 5
    assert answer() == 1
    clock[0] += 0.1
    assert answer() == 2
    answer.forget()
    assert answer() == 3
    forget_all()
    assert answer() == 4

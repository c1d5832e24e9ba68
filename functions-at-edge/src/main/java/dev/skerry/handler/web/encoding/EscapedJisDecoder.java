package dev.skerry.handler.web.encoding;

/** ISO-2022-JP (§12.2.1): escapes tell which characters follow. */
final class EscapedJisDecoder extends LegacyDecoder {
  private enum State {
    ASCII,
    ROMAN,
    KATAKANA,
    LEAD,
    TRAIL,
    ESCAPE_START,
    ESCAPE
  }

  private static final int ESCAPE = 0x1b;

  private State state = State.ASCII;
  private State output = State.ASCII;
  private int lead;
  private boolean hasEscaped;

  @Override
  int step(int octet) {
    return switch (state) {
      case ESCAPE_START -> escapeStart(octet);
      case ESCAPE -> escape(octet);
      case TRAIL -> trail(octet);
      default -> {
        if (octet == ESCAPE) {
          state = State.ESCAPE_START;
          yield MORE;
        }
        if (octet == END) {
          yield OVER;
        }
        hasEscaped = false;
        yield character(octet);
      }
    };
  }

  private int character(int octet) {
    boolean isControl = octet == 0x0e || octet == 0x0f;
    return switch (state) {
      case LEAD -> {
        if (!isWithin(octet, 0x21, 0x7e)) {
          yield ERROR;
        }
        lead = octet;
        state = State.TRAIL;
        yield MORE;
      }
      case KATAKANA -> isWithin(octet, 0x21, 0x5f) ? 0xff61 - 0x21 + octet : ERROR;
      case ROMAN ->
          octet == 0x5c ? 0xa5 : octet == 0x7e ? 0x203e : isControl || octet > 0x7f ? ERROR : octet;
      default -> isControl || octet > 0x7f ? ERROR : octet;
    };
  }

  private int trail(int octet) {
    if (octet == ESCAPE) {
      state = State.ESCAPE_START;
      return ERROR;
    }
    state = State.LEAD;
    return isWithin(octet, 0x21, 0x7e) ? Index.jis0208(lead - 0x21, octet - 0x21) : ERROR;
  }

  private int escapeStart(int octet) {
    if (octet == 0x24 || octet == 0x28) {
      lead = octet;
      state = State.ESCAPE;
      return MORE;
    }
    again(octet);
    hasEscaped = false;
    state = output;
    return ERROR;
  }

  private int escape(int octet) {
    State next =
        switch ((lead << 8) | octet) {
          case 0x2842 -> State.ASCII;
          case 0x284a -> State.ROMAN;
          case 0x2849 -> State.KATAKANA;
          case 0x2440, 0x2442 -> State.LEAD;
          default -> State.ESCAPE;
        };
    if (next == State.ESCAPE) {
      again(lead, octet);
      hasEscaped = false;
      state = output;
      return ERROR;
    }
    state = next;
    output = next;
    int result = hasEscaped ? ERROR : MORE;
    hasEscaped = true;
    return result;
  }

  @Override
  void reset() {
    state = State.ASCII;
    output = State.ASCII;
    lead = 0;
    hasEscaped = false;
  }
}

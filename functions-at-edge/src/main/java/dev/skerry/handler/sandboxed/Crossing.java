package dev.skerry.handler.sandboxed;

import dev.skerry.handler.web.Arguments;
import dev.skerry.handler.web.HostFunction;
import dev.skerry.handler.web.crypto.AsymmetricKey;
import dev.skerry.handler.web.crypto.Derivations;
import dev.skerry.handler.web.encoding.LegacyDecoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The functions of one instance's library, asked and answered by texts: arguments as {@link
 * CrossedArguments} reads them, results with a letter for the kind before them. What costs more
 * than code of anybody may cost at once is refused here.
 */
final class Crossing {
  private static final char LONE = '\udc00';
  private static final int REPLACED = 0xfffd;
  private static final int MOST_ITERATIONS = 100_000;
  private static final String NOT_SUPPORTED = "NotSupportedError\n";

  private final Map<String, HostFunction> functions;
  private final Handles handles = new Handles();

  Crossing(Map<String, HostFunction> functions) {
    Map<String, HostFunction> all = new HashMap<>(functions);
    all.put("utf16", Crossing::utf16);
    all.computeIfPresent("keyMake", (_, make) -> given -> keyMake(make, given));
    all.computeIfPresent("pbkdf2", (_, derive) -> given -> pbkdf2(derive, given));
    this.functions = Map.copyOf(all);
  }

  /** Their names, with spaces between them. */
  String names() {
    return String.join(" ", functions.keySet());
  }

  /**
   * What a function says.
   *
   * @throws IllegalArgumentException for the script, where it asks for something that there is not
   */
  String answer(QuickJs.Request request) {
    HostFunction function = functions.get(request.function());
    if (function == null) {
      throw new IllegalArgumentException("there is no such function of the host");
    }
    return written(function.of(new CrossedArguments(request.text(), handles)));
  }

  private String written(@Nullable Object result) {
    return switch (result) {
      case null -> "n";
      case String text -> 's' + text;
      case Number number -> "d" + number;
      case Boolean flag -> flag ? "t" : "f";
      case ByteBuffer octets -> 'o' + base64(octets);
      case AsymmetricKey key -> 'h' + handles.write(key);
      case LegacyDecoder decoder -> 'h' + handles.write(decoder);
      default -> throw new IllegalStateException("a function gives what can cross");
    };
  }

  private static String base64(ByteBuffer octets) {
    return StandardCharsets.ISO_8859_1
        .decode(Base64.getEncoder().encode(octets.duplicate()))
        .toString();
  }

  // ---- what is otherwise here

  /** Octets, whether the greater half comes first, whether to refuse: a text, or null. */
  private static @Nullable String utf16(Arguments given) {
    byte[] octets = given.octets(0);
    ByteOrder order = given.flag(1) ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    String units = ByteBuffer.wrap(octets).order(order).asCharBuffer().toString();
    if (octets.length % 2 == 1 && !endsInHighSurrogate(units)) {
      units += LONE; // an octet too many is an error, and one with what a pair lacks there
    }
    int[] points = units.codePoints().toArray();
    boolean isWrong = Arrays.stream(points).anyMatch(Crossing::isSurrogate);
    if (isWrong && given.flag(2)) {
      return null;
    }
    int[] shown = Arrays.stream(points).map(each -> isSurrogate(each) ? REPLACED : each).toArray();
    return new String(shown, 0, shown.length);
  }

  private static boolean endsInHighSurrogate(String units) {
    return !units.isEmpty() && Character.isHighSurrogate(units.charAt(units.length() - 1));
  }

  private static boolean isSurrogate(int point) {
    return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
  }

  /** A pair of primes may take seconds to find, and finding them cannot be stopped. */
  private static @Nullable Object keyMake(HostFunction make, Arguments given) {
    return given.text(0).equals("RSA")
        ? NOT_SUPPORTED + "js-sandboxed makes no keys of RSA; it imports them"
        : make.of(given);
  }

  private static @Nullable Object pbkdf2(HostFunction derive, Arguments given) {
    // Two blocks: as much as 512 bits with SHA-256 take.
    long work = (long) given.number(3) * Derivations.blocks(given.text(0), given.number(4));
    return given.number(3) > MOST_ITERATIONS || work > 2L * MOST_ITERATIONS
        ? NOT_SUPPORTED
            + "js-sandboxed has PBKDF2 of %d iterations at most".formatted(MOST_ITERATIONS)
        : derive.of(given);
  }
}

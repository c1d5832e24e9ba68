package dev.skerry.loadtest.generator;

import dev.skerry.loadtest.terminal.Stop;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;

/** Which object is asked for next: a number from 0 on. */
interface Keys {
  long next();

  /**
   * Reads {@code one}, {@code sequential}, {@code sequential:N}, {@code uniform:N} or {@code
   * zipf:S:N}; gives what makes the keys of a lane from its seed. Lanes share a sequence.
   */
  static LongFunction<Keys> parse(String text) {
    String[] words = text.split(":", -1);
    try {
      return switch (words[0] + "/" + (words.length - 1)) {
        case "one/0" -> seed -> () -> 0;
        case "sequential/0" -> sequential(Long.MAX_VALUE);
        case "sequential/1" -> sequential(count(words[1]));
        case "uniform/1" -> uniform(count(words[1]));
        case "zipf/2" -> zipf(exponent(words[1]), count(words[2]));
        default -> throw expected(text);
      };
    } catch (NumberFormatException e) {
      throw expected(text);
    }
  }

  private static LongFunction<Keys> sequential(long count) {
    AtomicLong next = new AtomicLong();
    return seed -> () -> next.getAndIncrement() % count;
  }

  private static LongFunction<Keys> uniform(long count) {
    return seed -> {
      SplittableRandom random = new SplittableRandom(seed);
      return () -> random.nextLong(count);
    };
  }

  private static LongFunction<Keys> zipf(double exponent, long count) {
    return seed -> {
      Zipf zipf = new Zipf(exponent, count, new SplittableRandom(seed));
      return () -> zipf.rank() - 1;
    };
  }

  private static long count(String text) {
    long count = Long.parseLong(text);
    if (count < 1) {
      throw Stop.usage("at least one key, found " + count);
    }
    return count;
  }

  private static double exponent(String text) {
    double exponent = Double.parseDouble(text);
    if (!(exponent > 0 && exponent <= 10)) {
      throw Stop.usage("zipf's exponent is above 0 and at most 10, found " + text);
    }
    return exponent;
  }

  private static Stop expected(String text) {
    return Stop.usage(
        "expected one, sequential, sequential:N, uniform:N or zipf:S:N, found '" + text + "'");
  }
}

package dev.skerry.origin.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Runs a target with every line of a corpus and then with mutations of them, reproducibly by a
 * seed.
 *
 * <p>The target throws for what must not happen, and nothing for input that it refuses as it
 * should. The number of mutations is the system property {@code skerry.fuzz.rounds}, the seed
 * {@code skerry.fuzz.seed}.
 */
public final class Fuzzer {
  private static final int ROUNDS = Integer.getInteger("skerry.fuzz.rounds", 10_000);
  private static final long SEED = Long.getLong("skerry.fuzz.seed", 20_260_104L);
  private static final int MAX_LENGTH = 8 * 1024;
  private static final int MAX_STEPS = 5;

  private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
  private final List<String> corpus;
  private final List<String> dictionary;

  private Fuzzer(List<String> corpus, List<String> dictionary) {
    this.corpus = corpus;
    this.dictionary = dictionary;
  }

  /** What is tried with each input. */
  @FunctionalInterface
  public interface Target {
    void accept(String input) throws Exception;
  }

  /**
   * A fuzzer over the lines of {@code fuzz/name.txt} of the test resources.
   *
   * @param dictionary pieces of text that mutations insert
   */
  public static Fuzzer of(String name, String... dictionary) {
    URL file = Fuzzer.class.getResource("/fuzz/" + name + ".txt");
    if (file == null) {
      throw new IllegalArgumentException("no fuzz/" + name + ".txt in the test resources");
    }
    try {
      return new Fuzzer(Files.readAllLines(Path.of(file.toURI()), UTF_8), List.of(dictionary));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Replays the corpus, then tries mutations of it. */
  public void run(Target target) {
    corpus.forEach(input -> attempt(target, input, "of the corpus"));
    for (int round = 0; round < ROUNDS; round++) {
      attempt(target, mutated(), "of round " + round + " with seed " + SEED);
    }
  }

  private static void attempt(Target target, String input, String which) {
    try {
      target.accept(input);
    } catch (Exception | AssertionError | StackOverflowError e) {
      throw new AssertionError("input " + which + ": " + input, e);
    }
  }

  private String mutated() {
    String input = pick(corpus);
    for (int steps = 1 + random.nextInt(MAX_STEPS); steps > 0; steps--) {
      int at = random.nextInt(input.length() + 1);
      int to = Math.min(input.length(), at + random.nextInt(12));
      String head = input.substring(0, at);
      input =
          switch (random.nextInt(6)) {
            case 0 -> head + input.substring(to);
            case 1 -> head + pick(dictionary) + input.substring(at);
            case 2 -> head + pick(dictionary) + input.substring(to);
            case 3 -> head + (char) random.nextInt(0x20, 0x7f) + input.substring(to);
            case 4 ->
                head + input.substring(at, to).repeat(1 + random.nextInt(40)) + input.substring(at);
            default -> {
              String other = pick(corpus);
              yield head + other.substring(random.nextInt(other.length() + 1));
            }
          };
    }
    return input.length() > MAX_LENGTH ? input.substring(0, MAX_LENGTH) : input;
  }

  private String pick(List<String> texts) {
    return texts.get(random.nextInt(texts.size()));
  }
}

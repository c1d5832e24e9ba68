package dev.skerry.edge.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Runs a target with every input of its corpus and then with mutations of them, reproducibly by a
 * seed.
 *
 * <p>Use in a test:
 *
 * <pre>{@code
 * @Test
 * void aRequestHeadIsParsedOrRefused() {
 *   Fuzzer.of("request-head").run(input -> parse(input));
 * }
 * }</pre>
 *
 * <p>The target throws for what must not happen, and nothing for input that it refuses as it
 * should. A failing input is written to {@code target/fuzz}, to be added to the corpus. The number
 * of mutations is the system property {@code skerry.fuzz.rounds}, the seed {@code
 * skerry.fuzz.seed}.
 */
public final class Fuzzer {
  private static final int ROUNDS = Integer.getInteger("skerry.fuzz.rounds", 20_000);
  private static final long SEED = Long.getLong("skerry.fuzz.seed", 20_260_101L);

  private final Corpus corpus;
  private final Mutator mutator;

  private Fuzzer(Corpus corpus, Mutator mutator) {
    this.corpus = corpus;
    this.mutator = mutator;
  }

  /** What is tried with each input. */
  @FunctionalInterface
  public interface Target {
    void accept(byte[] input) throws Exception;
  }

  /**
   * A fuzzer over a corpus.
   *
   * @param dictionary pieces of text that mutations insert, one char per octet
   */
  public static Fuzzer of(String corpus, String... dictionary) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
    return new Fuzzer(Corpus.of(corpus), new Mutator(random, dictionary));
  }

  /** Replays the corpus, then tries mutations of it. */
  public void run(Target target) {
    for (byte[] input : corpus.inputs()) {
      attempt(target, input, "of the corpus");
    }
    for (int round = 0; round < ROUNDS; round++) {
      attempt(target, mutator.mutate(corpus.inputs()), "of round " + round + " with seed " + SEED);
    }
  }

  private void attempt(Target target, byte[] input, String which) {
    try {
      target.accept(input.clone());
    } catch (Exception | AssertionError | StackOverflowError | OutOfMemoryError e) {
      throw new AssertionError(
          "input %s of %s, kept as %s: %s"
              .formatted(which, corpus.name(), keep(input), HexFormat.of().formatHex(input)),
          e);
    }
  }

  private String keep(byte[] input) {
    try {
      Path folder = Files.createDirectories(Path.of("target", "fuzz", corpus.name()));
      return Files.write(
              folder.resolve(Integer.toHexString(java.util.Arrays.hashCode(input))), input)
          .toString();
    } catch (IOException e) {
      return "nothing (" + e + ")";
    }
  }
}

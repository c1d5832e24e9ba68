package dev.skerry.edge.fuzz;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class MutatorTest {
  @Test
  void theSameSeedMakesTheSameInputs() {
    List<byte[]> corpus = List.of("GET / HTTP/1.1".getBytes(US_ASCII), new byte[0]);
    Mutator one = mutator(7);
    Mutator other = mutator(7);
    for (int i = 0; i < 1000; i++) {
      assertThat(one.mutate(corpus)).isEqualTo(other.mutate(corpus));
    }
  }

  @Test
  void mutationsDifferFromTheCorpus() {
    byte[] input = "GET / HTTP/1.1".getBytes(US_ASCII);
    Mutator mutator = mutator(8);
    int changed = 0;
    for (int i = 0; i < 100; i++) {
      changed += java.util.Arrays.equals(input, mutator.mutate(List.of(input))) ? 0 : 1;
    }
    assertThat(changed).isGreaterThan(80);
  }

  private static Mutator mutator(long seed) {
    return new Mutator(RandomGeneratorFactory.of("L64X128MixRandom").create(seed), "\r\n");
  }
}

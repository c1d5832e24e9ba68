package dev.skerry.handler.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.handler.web.crypto.Keys;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys that are made of random numbers which end when the call is stopped. */
class StoppableChanceTest {
  private static final byte[] F4 = {1, 0, 1};

  @Test
  void aKeyOfRsaIsNotMadeToItsEndWhenTheCallIsStoppedMeanwhile() {
    AtomicInteger asked = new AtomicInteger();
    StoppableChance chance = new StoppableChance(() -> asked.incrementAndGet() > 3);
    assertThatThrownBy(() -> Keys.generate("RSA", 2048, F4, chance))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("stopped");
    assertThat(asked).as("draws, of which there is one for each that may be prime").hasValue(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "P-256", "P-384", "P-521", "Ed25519", "X25519"})
  void keysAreMadeOfItWhenItIsNotStopped(String family) throws Exception {
    StoppableChance chance = new StoppableChance(() -> false);
    byte[] one = Keys.generate(family, 1024, F4, chance).pkcs8();
    byte[] other = Keys.generate(family, 1024, F4, chance).pkcs8();
    assertThat(one).isNotEqualTo(other);
  }
}

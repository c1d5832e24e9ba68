package dev.skerry.handler.web.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Private keys that are imported with a public half. */
class KeyHalvesTest {
  private static final String OF_TWO_KEYS = "the halves of the key are of two keys";

  private final SecureRandom chance = new SecureRandom();

  private AsymmetricKey key(String family) throws CryptoProblem {
    return Keys.generate(family, 0, new byte[0], chance);
  }

  @ParameterizedTest
  @ValueSource(strings = {"P-256", "P-384", "P-521", "Ed25519", "X25519"})
  void aKeyIsTheSameWhereverItsPublicHalfComesFrom(String family) throws CryptoProblem {
    AsymmetricKey key = key(family);
    assertThat(Keys.read(family, "pkcs8", key.pkcs8()).members()).isEqualTo(key.members());
    assertThat(Keys.ofMembers(family, key.members()).members()).isEqualTo(key.members());
  }

  @ParameterizedTest
  @ValueSource(strings = {"P-256", "P-384", "P-521", "Ed25519", "X25519"})
  void membersOfTwoKeysAreRefused(String family) throws CryptoProblem {
    List<byte[]> mixed = new ArrayList<>(AsymmetricKey.read(key(family).members()));
    mixed.set(mixed.size() - 1, AsymmetricKey.read(key(family).members()).getLast());
    assertThatThrownBy(() -> Keys.ofMembers(family, AsymmetricKey.write(mixed)))
        .isInstanceOf(CryptoProblem.class)
        .hasMessage(OF_TWO_KEYS);
  }

  @ParameterizedTest
  @EnumSource
  void aPrivateKeyBesideThePublicOneOfAnotherIsRefused(Curve curve) throws CryptoProblem {
    EllipticKey key = EllipticKey.generate(curve, chance);
    EllipticKey other = EllipticKey.generate(curve, chance);
    byte[] mixed = new EllipticKey(curve, other.point(), key.number()).pkcs8();
    assertThatThrownBy(() -> Keys.read(curve.token, "pkcs8", mixed))
        .isInstanceOf(CryptoProblem.class)
        .hasMessage(OF_TWO_KEYS);
    byte[] alone = key.secret().getEncoded();
    assertThat(Keys.read(curve.token, "pkcs8", alone).members()).isEqualTo(key.members());
  }

  @Test
  void octetsThatAreNoKeyAreToldSo() throws CryptoProblem {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    byte[] good = key("P-256").pkcs8();
    for (int i = 0; i < 2_000; i++) {
      byte[] bad = good.clone();
      int at = random.nextInt(bad.length);
      bad[at] = (byte) random.nextInt(256);
      try {
        var _ = Keys.read("P-256", "pkcs8", bad);
      } catch (CryptoProblem e) {
        assertThat(e.getMessage()).as("seed %d", seed).isNotEmpty();
      }
    }
  }
}

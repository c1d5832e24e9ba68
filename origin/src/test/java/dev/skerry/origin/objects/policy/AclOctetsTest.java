package dev.skerry.origin.objects.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.origin.objects.policy.Grantee.Group;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists as octets of rows. */
class AclOctetsTest {
  private static final long SEED = Long.getLong("skerry.fuzz.seed", 20_261_121L);
  private static final List<Permission> PERMISSIONS = List.of(Permission.values());
  private static final List<Grantee> GRANTEES =
      List.of(
          new Grantee.Canonical("a".repeat(64)),
          new Grantee.Canonical("0123456789abcdef".repeat(4)),
          new Grantee.Canonical("é".repeat(127)),
          new Grantee.Canonical(Requester.ANONYMOUS.canonicalId()),
          Group.ALL_USERS,
          Group.AUTHENTICATED_USERS,
          Group.LOG_DELIVERY);

  @Test
  void theListWithWhichEverythingBeginsIsShort() {
    String owner = "ab".repeat(32);
    byte[] octets = AclOctets.write(Acl.ownersOnly(owner));
    assertThat(HexFormat.of().formatHex(octets)).isEqualTo("01" + "00" + owner + "01" + "04");
    assertThat(AclOctets.read(octets)).isEqualTo(Acl.ownersOnly(owner));
  }

  @Test
  void theOctetsOfRowsStayAsTheyAre() {
    Acl acl =
        new Acl(
            "o",
            List.of(
                new Grant(new Grantee.Canonical("o"), Permission.READ),
                new Grant(new Grantee.Canonical("p"), Permission.WRITE),
                new Grant(Group.ALL_USERS, Permission.READ_ACP),
                new Grant(Group.AUTHENTICATED_USERS, Permission.WRITE_ACP),
                new Grant(Group.LOG_DELIVERY, Permission.FULL_CONTROL)));
    assertThat(HexFormat.of().formatHex(AclOctets.write(acl)))
        .isEqualTo("01" + "016f" + "05" + "00" + "110170" + "22" + "33" + "44");
  }

  @Test
  void whatIsWrittenIsRead() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
    for (int round = 0; round < 2_000; round++) {
      Acl acl = random(random);
      assertThat(AclOctets.read(AclOctets.write(acl)))
          .as("round %s with seed %s", round, SEED)
          .isEqualTo(acl);
    }
  }

  @Test
  void theLongestListHasItsPlace() {
    List<Grant> grants = new ArrayList<>();
    for (int i = 0; i < Acl.MOST_GRANTS; i++) {
      grants.add(new Grant(new Grantee.Canonical("p".repeat(255)), Permission.READ));
    }
    byte[] octets = AclOctets.write(new Acl("o".repeat(255), grants));
    assertThat(octets).hasSizeLessThanOrEqualTo(AclOctets.MOST_OCTETS);
  }

  @Test
  void damagedOctetsAreNoList() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
    for (int round = 0; round < 5_000; round++) {
      byte[] octets = AclOctets.write(random(random));
      byte[] damaged = Arrays.copyOf(octets, random.nextInt(octets.length + 2));
      if (damaged.length > 0) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      try {
        Acl acl = AclOctets.read(damaged);
        assertThat(acl.grants()).as("seed %s", SEED).hasSizeLessThanOrEqualTo(Acl.MOST_GRANTS);
      } catch (IllegalArgumentException e) {
        assertThat(e).as("seed %s", SEED).hasMessageStartingWith("a row with an access control");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "02", "01", "01016f", "01016f65", "01016f0105", "01016f0150", "01016f00ff"})
  void whatEndsEarlyOrLateOrNamesNobodyIsRefused(String hex) {
    byte[] octets = HexFormat.of().parseHex(hex);
    assertThatThrownBy(() -> AclOctets.read(octets)).isInstanceOf(IllegalArgumentException.class);
  }

  private static Acl random(RandomGenerator random) {
    List<Grant> grants = new ArrayList<>();
    for (int count = random.nextInt(8); count > 0; count--) {
      grants.add(
          new Grant(
              GRANTEES.get(random.nextInt(GRANTEES.size())),
              PERMISSIONS.get(random.nextInt(PERMISSIONS.size()))));
    }
    return new Acl(random.nextBoolean() ? "a".repeat(64) : "owner", grants);
  }
}

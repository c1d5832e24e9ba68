package dev.skerry.control.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Memory of content that has not come whole, and whose it is. */
class UploadsTest {
  private final ContentBudget budget = new ContentBudget(1_200);
  private final Uploads uploads = new Uploads(budget);

  @ParameterizedTest
  @CsvSource({
    "1, 600", "2, 400", "3, 300", "5, 200",
  })
  void thoseWhoHoldAllTheyCanLeaveAsMuchAsOneOfThem(int peers, int left) throws Exception {
    boolean any = true;
    while (any) {
      any = false;
      for (int i = 0; i < peers; i++) {
        any |= uploads.take(address("192.0.2." + i), 10);
      }
    }
    assertThat(1_200 - budget.used()).isEqualTo(left);
    assertThat(uploads.take(address("198.51.100.1"), left / 2)).isTrue();
  }

  @Test
  void whatHasComeIsStillTakenButNotHeldByItsPeer() throws Exception {
    InetAddress peer = address("192.0.2.1");
    assertThat(uploads.take(peer, 600)).isTrue();
    assertThat(uploads.take(peer, 1)).isFalse();
    uploads.end(peer, 600);
    assertThat(uploads.heldBy(peer)).isZero();
    assertThat(budget.used()).isEqualTo(600);
    assertThat(uploads.take(peer, 300)).isTrue();
    assertThat(uploads.take(peer, 1)).isFalse();
    budget.give(600);
    assertThat(uploads.take(peer, 300)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "2001:db8:1:2:3:4:5:6, 2001:db8:1:2::, true",
    "2001:db8:1:2:3:4:5:6, 2001:db8:1:3::, false",
    "192.0.2.1, 192.0.2.1, true",
    "192.0.2.1, 192.0.2.2, false",
  })
  void theAddressesOfOneNetworkAreOnePeer(String one, String other, boolean same) throws Exception {
    assertThat(Uploads.peer(address(one)).equals(Uploads.peer(address(other)))).isEqualTo(same);
  }

  private static InetAddress address(String literal) throws Exception {
    return InetAddress.getByName(literal);
  }
}

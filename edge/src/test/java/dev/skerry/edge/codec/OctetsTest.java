package dev.skerry.edge.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What is looked at in eights is found as if each octet had been looked at alone. */
class OctetsTest {
  private static final int LONGEST = 26;

  @Test
  void aFieldValueEndsAtTheFirstOctetThatItMayNotHoldWhereverThatStands() {
    for (int length = 0; length <= LONGEST; length++) {
      for (int place = 0; place < length; place++) {
        for (int octet = 0; octet < 256; octet++) {
          for (byte around : new byte[] {' ', 'a', '~', (byte) 0x80, (byte) 0xff, '\t'}) {
            byte[] octets = new byte[length];
            Arrays.fill(octets, around);
            octets[place] = (byte) octet;
            int expected = Octets.isFieldValue((byte) octet) ? length : place;
            assertThat(Octets.fieldValueEnd(octets, 0, length))
                .as("octet %d at %d of %d among %d", octet, place, length, around)
                .isEqualTo(expected);
          }
        }
      }
    }
  }

  @Test
  void whatIsBeforeAndBehindTheValueDoesNotMatter() {
    byte[] octets = new byte[LONGEST];
    Arrays.fill(octets, 3, 20, (byte) 'x');
    assertThat(Octets.fieldValueEnd(octets, 3, 20)).isEqualTo(20);
    assertThat(Octets.fieldValueEnd(octets, 3, 21)).isEqualTo(20);
  }
}

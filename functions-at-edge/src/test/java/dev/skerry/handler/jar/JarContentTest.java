package dev.skerry.handler.jar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.handler.HandlerProblem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What jars are read, and what is refused before any of it is looked at. */
class JarContentTest {
  private static void assertRefused(byte[] jar, String message) {
    assertThatThrownBy(() -> JarContent.read(jar))
        .isInstanceOf(HandlerProblem.class)
        .hasMessageContaining(message);
  }

  private static byte[] jarOf(String... names) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(octets)) {
      for (String name : names) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(Jars.utf8(name));
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return octets.toByteArray();
  }

  @Test
  void classesOfOtherReleasesAndOfModulesDoNotCount() throws HandlerProblem {
    JarContent jar =
        JarContent.read(
            jarOf("A.class", "module-info.class", "META-INF/versions/21/A.class", "a.txt"));
    assertThat(jar.classes().keySet()).containsExactly("A");
    assertThat(jar.resources().keySet()).containsExactly("a.txt");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "plain text", "\u0000\u0001", "PK\u0003\u0004"})
  void whatIsNoJarIsRefused(String octets) {
    assertThatThrownBy(() -> JarContent.read(octets.getBytes(StandardCharsets.ISO_8859_1)))
        .isInstanceOf(HandlerProblem.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/etc/passwd", "../A.class", "a/../../A.class", "a\\A.class"})
  void aFileOutsideOfItIsRefused(String name) {
    assertRefused(jarOf(name), "has a file outside of it: " + name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"META-INF/A.SF", "META-INF/a.rsa", "META-INF/A.EC"})
  void aSignedJarIsRefusedAsNobodyWouldCheckIt(String name) {
    assertRefused(jarOf("A.class", name), "is signed");
  }

  @Test
  void aFileThatIsThereTwiceIsRefused() {
    byte[] jar = jarOf("a/A.txt", "a/B.txt");
    String text = new String(jar, StandardCharsets.ISO_8859_1).replace("a/B.txt", "a/A.txt");
    assertRefused(text.getBytes(StandardCharsets.ISO_8859_1), "has the file a/A.txt twice");
  }

  @Test
  void aFileThatItsDirectoryNamesOtherwiseIsRefused() {
    byte[] jar = jarOf("a/A.txt", "a/B.txt");
    assertRefused(changedLast(jar, "a/B.txt", "a/C.txt"), "not those of its directory");
    assertRefused(changedLast(jar, "a/B.txt", "a/A.txt"), "not those of its directory");
  }

  @Test
  void aFileWhoseContentIsAnotherByItsDirectoryIsRefused() {
    byte[] jar = jarOf("a/A.txt", "a/B.txt");
    // The checksums stand before the names in the directory (APPNOTE.TXT §4.3.12).
    int checksum = new String(jar, StandardCharsets.ISO_8859_1).lastIndexOf("a/B.txt") - 46 + 16;
    jar[checksum] ^= 1;
    assertRefused(jar, "not those of its directory");
  }

  /** With another text where a text is found last, which is in the directory. */
  private static byte[] changedLast(byte[] jar, String text, String other) {
    byte[] changed = jar.clone();
    int at = new String(jar, StandardCharsets.ISO_8859_1).lastIndexOf(text);
    System.arraycopy(Jars.utf8(other), 0, changed, at, other.length());
    return changed;
  }

  @Test
  void aBombIsNotUnpacked() throws IOException {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(octets)) {
      zip.putNextEntry(new ZipEntry("zeros"));
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 64; i++) {
        zip.write(zeros);
      }
    }
    assertRefused(octets.toByteArray(), "has more than 32 MiB when it is unpacked");
  }

  @Test
  void moreFilesThanAnyHandlerNeedsAreRefused() {
    String[] names = new String[10_001];
    Arrays.setAll(names, i -> "f" + i);
    assertRefused(jarOf(names), "has more than 10000 files");
  }

  @Test
  void aJarThatIsCutIsRefusedWhereverItIsCut() {
    byte[] jar = Jars.packed("a.B", Map.of("a/B.txt", Jars.utf8("text".repeat(100))));
    for (int length = 0; length < jar.length; length++) {
      byte[] cut = Arrays.copyOf(jar, length);
      assertThatThrownBy(() -> JarContent.read(cut)).isInstanceOf(HandlerProblem.class);
    }
  }

  @Test
  void whateverTheOctetsNothingButAProblemIsThrown() {
    byte[] jar = Jars.packed("a.B", Map.of("a/B.txt", Jars.utf8("text".repeat(100))));
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      byte[] changed = jar.clone();
      changed[random.nextInt(jar.length)] = (byte) random.nextInt();
      try {
        var _ = JarContent.read(changed).manifest(HandlerClass.IN_MANIFEST);
      } catch (HandlerProblem _) {
        // It says so.
      } catch (RuntimeException e) {
        throw new AssertionError("with the seed " + seed, e);
      }
    }
  }
}

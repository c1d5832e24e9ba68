package dev.skerry.edge.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeldSegmentsTest {
  @TempDir Path folder;

  private SegmentFile segment(int number, int bytes) throws IOException {
    Files.writeString(folder.resolve(DiskFolder.IDENTITY), "a disk's folder");
    SegmentFile file = SegmentFile.create(folder, number);
    file.write(ByteBuffer.allocate(bytes), 0);
    return file;
  }

  /** Something that cannot be deleted takes the file's name. */
  private static void keepName(SegmentFile file) throws IOException {
    Path path = Path.of(file.toString());
    Files.delete(path);
    Files.createFile(Files.createDirectory(path).resolve("inside"));
  }

  @Test
  void aSegmentThatKeepsItsNameIsCutShortAsAnyOtherWhereItHoldsTooMuch() throws IOException {
    HeldSegments held = new HeldSegments(1000);
    SegmentFile file = segment(1, 5000);
    file.retain();
    keepName(file);
    assertThatThrownBy(() -> held.drop(file, 5000)).isInstanceOf(IOException.class);
    assertThat(file.size()).isZero();
    assertThat(held.bytes()).isZero();
    assertThat(held.segments()).isOne();
    file.release();
  }

  @Test
  void aSegmentThatNobodyReadsHoldsNothing() throws IOException {
    HeldSegments held = new HeldSegments(1000);
    SegmentFile file = segment(1, 5000);
    held.drop(file, 5000);
    assertThat(held.bytes()).isZero();
    assertThat(held.segments()).isZero();
    assertThat(Path.of(file.toString())).doesNotExist();
  }

  @Test
  void aSegmentWhoseFolderIsAwayMayHaveItsNameStill() throws IOException {
    HeldSegments held = new HeldSegments(1000);
    SegmentFile file = segment(1, 10);
    Path away = folder.resolveSibling(folder.getFileName() + "-away");
    Files.move(folder, away);
    assertThatThrownBy(() -> held.drop(file, 10)).hasMessageContaining("its folder is away");
    Files.move(away, folder);
    file.unlink();
    assertThat(Path.of(file.toString())).doesNotExist();
  }
}

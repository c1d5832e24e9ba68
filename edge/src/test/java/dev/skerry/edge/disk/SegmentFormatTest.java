package dev.skerry.edge.disk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.disk.RecordHeader.Kind;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentFormatTest {
  private static final long SECRET = 42;

  @TempDir Path folder;

  private final List<RecordHeader> written = new ArrayList<>();

  private static RecordBody body(byte[] bytes) {
    return new RecordBody() {
      @Override
      public long bytes() {
        return bytes.length;
      }

      @Override
      public void show(Sink sink) throws IOException {
        for (int at = 0; at < bytes.length; at += 1000) {
          sink.piece(ByteBuffer.wrap(bytes, at, Math.min(1000, bytes.length - at)));
        }
      }
    };
  }

  private static Draft draft(int i, int bodyBytes) {
    byte[] body = new byte[bodyBytes];
    Arrays.fill(body, (byte) i);
    ByteBuffer head = ByteBuffer.wrap(("head " + i).getBytes(StandardCharsets.UTF_8));
    return Draft.response(new RecordKey(i, i), head, body(body), i, i % 2 == 0, 1000 + i);
  }

  /** Ten records of growing size, the last ones of several chunks. */
  private SegmentFile write(boolean seal) throws IOException {
    SegmentFile file = SegmentFile.create(folder, 7);
    OpenSegment open = new OpenSegment(file, ByteBuffer.allocateDirect(4 << 20), SECRET);
    for (int i = 0; i < 10; i++) {
      written.add(open.append(draft(i, i * i * i * 1000)));
    }
    written.add(open.append(Draft.removed(Kind.REMOVED, new RecordKey(3, 3))));
    if (seal) {
      open.seal();
    } else {
      open.flush();
    }
    return file;
  }

  private static List<String> listed(RecordList records) {
    List<String> listed = new ArrayList<>();
    records.forEach(
        (kind, key, offset, bytes, ticket, useless) ->
            listed.add(
                kind + " " + key + " " + offset + " " + bytes + " " + ticket + " " + useless));
    return listed;
  }

  private List<String> expected(int... without) {
    RecordList all = new RecordList();
    for (int i = 0; i < written.size(); i++) {
      int n = i;
      if (Arrays.stream(without).noneMatch(w -> w == n)) {
        all.add(written.get(i));
      }
    }
    return listed(all);
  }

  private void flip(long offset) throws IOException {
    try (RandomAccessFile file =
        new RandomAccessFile(folder.resolve("segment-00000007").toFile(), "rw")) {
      file.seek(offset);
      int old = file.read();
      file.seek(offset);
      file.write(old ^ 0x10);
    }
  }

  @Test
  void aFooterListsWhatWasWritten() throws IOException {
    SegmentFile file = write(true);
    RecordList footer = Objects.requireNonNull(SegmentFooter.read(file, SECRET));
    assertThat(listed(footer)).isEqualTo(expected());
    assertThat(footer.lowestTicket()).isZero();
    assertThat(footer.highestTicket()).isEqualTo(9);
    assertThat(SegmentFooter.read(file, SECRET + 1)).as("of another disk").isNull();
    file.release();
  }

  @Test
  void aScanFindsTheSameWithoutAFooterOrWithADamagedOne() throws IOException {
    SegmentFile file = write(true);
    flip(file.size() - 100);
    assertThat(SegmentFooter.read(file, SECRET)).isNull();
    assertThat(listed(SegmentScan.of(file, SECRET))).isEqualTo(expected());
    file.release();
  }

  @Test
  void aDamagedHeaderLosesItsRecordAlone() throws IOException {
    SegmentFile file = write(false);
    for (int field : new int[] {0, 5, 9, 13, 20, 30, 50, 60, RecordHeader.BYTES + 2}) {
      long at = Place.offset(written.get(4).place()) + field;
      flip(at);
      assertThat(listed(SegmentScan.of(file, SECRET))).as("byte %d", field).isEqualTo(expected(4));
      flip(at);
    }
    assertThat(listed(SegmentScan.of(file, SECRET))).isEqualTo(expected());
    file.release();
  }

  @Test
  void aTornEndLosesTheLastRecord() throws IOException {
    SegmentFile file = write(false);
    RecordHeader ninth = written.get(9);
    long end = ninth.bodyStart() + ninth.bodyBytes();
    for (long length : new long[] {end - 1, ninth.bodyStart(), Place.offset(ninth.place()) + 3}) {
      try (RandomAccessFile raw =
          new RandomAccessFile(folder.resolve("segment-00000007").toFile(), "rw")) {
        raw.setLength(length);
      }
      assertThat(listed(SegmentScan.of(file, SECRET))).isEqualTo(expected(9, 10));
    }
    file.release();
  }

  @Test
  void contentThatLooksLikeARecordIsNone() throws IOException {
    SegmentFile file = write(false);
    ByteBuffer whole = ByteBuffer.allocate((int) file.size());
    file.read(whole, 0);
    SegmentFile other = SegmentFile.create(folder, 8);
    OpenSegment open = new OpenSegment(other, ByteBuffer.allocateDirect(4 << 20), SECRET);
    RecordHeader outer =
        open.append(
            Draft.response(
                new RecordKey(99, 99), ByteBuffer.allocate(0), body(whole.array()), 0, false, 0));
    open.flush();
    // The record around it is lost; what is in it must not be taken for records.
    try (RandomAccessFile raw =
        new RandomAccessFile(folder.resolve("segment-00000008").toFile(), "rw")) {
      raw.seek(Place.offset(outer.place()) + 20);
      raw.write(0x55);
    }
    assertThat(SegmentScan.of(other, SECRET).size()).isZero();
    file.release();
    other.release();
  }

  @Test
  void aPrefixIsReadOnlyFromWhereItWasWritten() throws IOException {
    SegmentFile file = write(false);
    for (RecordHeader header : written) {
      RecordPrefix prefix = Objects.requireNonNull(RecordPrefix.read(file, header.place(), SECRET));
      assertThat(prefix.header()).isEqualTo(header);
      assertThat(RecordPrefix.read(file, header.place() + 1, SECRET)).isNull();
      assertThat(RecordPrefix.read(file, header.place(), SECRET + 1)).isNull();
    }
    file.release();
  }

  @Test
  void chunksAreVerifiedOneByOne() throws IOException {
    SegmentFile file = write(false);
    RecordHeader large = written.get(9);
    RecordPrefix prefix = Objects.requireNonNull(RecordPrefix.read(file, large.place(), SECRET));
    ByteBuffer sums = prefix.sums();
    assertThat(sums.remaining()).isEqualTo(4 * 3);
    flip(large.bodyStart() + ChunkSums.CHUNK_BYTES + 5);
    List<Boolean> intact = new ArrayList<>();
    for (long at = 0; at < large.bodyBytes(); at += ChunkSums.CHUNK_BYTES) {
      ByteBuffer chunk =
          ByteBuffer.allocate((int) Math.min(ChunkSums.CHUNK_BYTES, large.bodyBytes() - at));
      file.read(chunk, large.bodyStart() + at);
      intact.add(ChunkSums.isIntact(chunk.flip(), sums.getInt()));
    }
    assertThat(intact).containsExactly(true, false, true);
    file.release();
  }
}

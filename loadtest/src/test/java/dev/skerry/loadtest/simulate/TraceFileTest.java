package dev.skerry.loadtest.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdOutputStream;
import dev.skerry.loadtest.simulate.trace.Trace;
import dev.skerry.loadtest.simulate.trace.TraceFile;
import dev.skerry.loadtest.simulate.trace.TraceFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceFileTest {
  private static final String LRB = "1 1 120\n2 2 64\n3 1 120\n4 3 14\n4 1 120\n";

  @TempDir Path folder;
  private Path file = Path.of("");

  @BeforeEach
  void name() {
    file = folder.resolve("trace");
  }

  private Trace read(byte[] content) throws IOException {
    Files.write(file, content);
    return TraceFile.read(file, null, 1_000);
  }

  private Trace read(String content) throws IOException {
    return read(content.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Test
  void linesOfTimeIdAndSizeAreRead() throws IOException {
    Trace trace = read(LRB);
    assertThat(trace.requests()).containsExactly(0, 1, 0, 2, 0);
    assertThat(trace.sizes()).containsExactly(120, 64, 14);
  }

  @Test
  void moreColumnsAfterTheSizeAreLeftOut() throws IOException {
    assertThat(read("1 77 120 5 9\n2 77 120 5 9\n").requests()).containsExactly(0, 0);
  }

  @Test
  void anIdWithAnotherSizeIsAnotherObject() throws IOException {
    assertThat(read("1 7 100\n2 7 101\n3 7 100\n").requests()).containsExactly(0, 1, 0);
  }

  @Test
  void wikimediasImagesAreRead() throws IOException {
    Trace trace =
        read(
            "relative_unix\thashed_path_query\timage_type\tresponse_size\ttime_firstbyte\n"
                + "0\t833946053\tjpeg\t57086\t1.43E-4\n"
                + "0\t-1676675337\tpng\t1011\t2.26E-4\n"
                + "1\t833946053\tjpeg\t57086\t1.0E-4\n");
    assertThat(trace.requests()).containsExactly(0, 1, 0);
    assertThat(trace.sizes()).containsExactly(57_086, 1_011);
  }

  @Test
  void wikimediasTextIsRead() throws IOException {
    Trace trace = read("0\t3154\t57086\t1.43E-4\n0\t3155\t99\t1.43E-4\n");
    assertThat(trace.sizes()).containsExactly(57_086, 99);
  }

  @Test
  void twittersReadsAreRead() throws IOException {
    Trace trace =
        read(
            "0,q:q:1:8WTfjZU14ee,17,213,4,get,0\n"
                + "0,yDqF,4,100,1,set,86400\n"
                + "1,a,b,3,50,1,gets,0\n"
                + "1,q:q:1:8WTfjZU14ee,17,213,9,get,0\n");
    assertThat(trace.requests()).containsExactly(0, 1, 0);
    assertThat(trace.sizes()).containsExactly(230, 53);
  }

  private static byte[] oracle(int... objects) {
    ByteBuffer bytes = ByteBuffer.allocate(24 * objects.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int object : objects) {
      bytes.putInt(3).putLong(object).putInt(-1).putLong(-1);
    }
    return bytes.array();
  }

  @Test
  void recordsOfLibCacheSimAreRead() throws IOException {
    Trace trace = read(oracle(9, 8, 9));
    assertThat(trace.requests()).containsExactly(0, 1, 0);
    assertThat(trace.sizes()).containsExactly(0xffff_ffffL, 0xffff_ffffL);
  }

  @Test
  void aRecordCutOffIsRefused() {
    byte[] cut = Arrays.copyOf(oracle(9, 8), 40);
    assertThatThrownBy(() -> read(cut))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("within a record");
  }

  @Test
  void aLineThatIsNoneIsNamed() {
    assertThatThrownBy(() -> read("1 1 120\n2 2 64\n3 x\n"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("line 3");
  }

  @Test
  void compressedFilesAreToldByTheirFirstBytes() throws IOException {
    ByteArrayOutputStream gzip = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(gzip)) {
      out.write(LRB.getBytes(StandardCharsets.US_ASCII));
    }
    ByteArrayOutputStream zstd = new ByteArrayOutputStream();
    try (OutputStream out = new ZstdOutputStream(zstd)) {
      out.write(oracle(1, 2, 1, 1));
    }
    assertThat(read(gzip.toByteArray()).requests()).containsExactly(0, 1, 0, 2, 0);
    assertThat(read(zstd.toByteArray()).requests()).containsExactly(0, 1, 0, 0);
  }

  @Test
  void noMoreThanTheLimitIsRead() throws IOException {
    Files.writeString(file, LRB);
    assertThat(TraceFile.read(file, TraceFormat.LRB, 2).requests()).hasSize(2);
  }
}

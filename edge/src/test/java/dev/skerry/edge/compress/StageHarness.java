package dev.skerry.edge.compress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.config.CompressionPolicy.Coding;
import dev.skerry.edge.flow.ContentSink;
import dev.skerry.edge.flow.ContentSource;
import dev.skerry.edge.flow.ProxyError;
import dev.skerry.http.Fields;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A stage between a source and a sink that a test plays, on an event loop whose clock it moves. */
final class StageHarness implements ContentSink, ContentSource {
  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final List<ByteBuf> given = new ArrayList<>();
  private final ByteArrayOutputStream received = new ByteArrayOutputStream();
  final CodingStage stage;
  boolean sourceFlowing;
  boolean sourceCancelled;
  int flushes;
  int pieces;
  int largestPiece;
  @Nullable Fields ended;
  @Nullable ProxyError error;
  Runnable onData = () -> {};

  private StageHarness(java.util.function.Function<CodingStage.Route, CodingStage> make) {
    channel.freezeTime();
    stage = make.apply(new CodingStage.Route(this, this, channel.eventLoop(), () -> flushes++));
  }

  static StageHarness encoding(Coding coding, boolean prompt) {
    return new StageHarness(route -> CodingStage.encoding(coding, route, prompt));
  }

  static StageHarness decoding(Coding coding, DecodingLimit limit) {
    return new StageHarness(route -> CodingStage.decoding(coding, route, limit));
  }

  /** Runs what the loop has to do; false if that was nothing. */
  boolean turn() {
    int before = flushes;
    channel.runPendingTasks();
    // Once more for what a timer has left to do.
    channel.runPendingTasks();
    return flushes != before;
  }

  /** Runs tasks until there are none. */
  void settle() {
    for (int i = 0; i < 1_000_000 && turn(); i++) {}
  }

  void advance(long millis) {
    channel.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
    settle();
  }

  void give(byte[] content) {
    give(Unpooled.copiedBuffer(content));
  }

  void give(ByteBuf content) {
    given.add(content);
    stage.data(content);
  }

  /** Gives content in pieces of random size and kind, as fast as the stage lets it. */
  void giveAll(byte[] content, Random random) {
    int at = 0;
    while (at < content.length && error == null) {
      if (random.nextInt(10) == 0) {
        stage.pause();
      }
      if (!sourceFlowing) {
        stage.resume();
        settle();
      }
      int size = Math.min(content.length - at, 1 + random.nextInt(1 << random.nextInt(18)));
      give(buffer(content, at, size, random));
      at += size;
    }
    stage.resume();
    settle();
    stage.end(Fields.EMPTY);
    settle();
  }

  private static ByteBuf buffer(byte[] content, int at, int size, Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> Unpooled.copiedBuffer(content, at, size);
      case 1 -> Unpooled.directBuffer(size).writeBytes(content, at, size);
      default -> {
        int half = size / 2;
        CompositeByteBuf both = Unpooled.compositeBuffer();
        both.addComponent(true, Unpooled.copiedBuffer(content, at, half));
        both.addComponent(true, Unpooled.copiedBuffer(content, at + half, size - half));
        yield both;
      }
    };
  }

  byte[] received() {
    return received.toByteArray();
  }

  void assertEverythingReleased() {
    assertThat(given).allMatch(content -> content.refCnt() == 0);
  }

  @Override
  public void data(ByteBuf content) {
    assertThat(ended).isNull();
    assertThat(error).isNull();
    pieces++;
    largestPiece = Math.max(largestPiece, content.readableBytes());
    byte[] bytes = new byte[content.readableBytes()];
    content.readBytes(bytes);
    content.release();
    received.writeBytes(bytes);
    onData.run();
  }

  @Override
  public void end(Fields trailers) {
    assertThat(ended).isNull();
    assertThat(error).isNull();
    ended = trailers;
  }

  @Override
  public void fail(ProxyError why) {
    assertThat(ended).isNull();
    assertThat(error).isNull();
    error = why;
  }

  @Override
  public void resume() {
    sourceFlowing = true;
  }

  @Override
  public void pause() {
    sourceFlowing = false;
  }

  @Override
  public void cancel() {
    sourceCancelled = true;
  }
}

package dev.skerry.edge.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.codec.ResponseWriter;
import dev.skerry.edge.flow.ConnectionFacts;
import dev.skerry.edge.flow.ContentSource;
import dev.skerry.edge.flow.ProxyError;
import dev.skerry.edge.flow.ReadyHead;
import dev.skerry.edge.flow.ViewerStream;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import dev.skerry.http.Response;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufOutputStream;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import io.netty.channel.FileRegion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A viewer that gets octets of HTTP/1.1, without their chunks. */
final class WireViewer implements ViewerStream, ContentSource {
  private final EventLoop loop;
  private final ResponseWriter writer;
  private final ByteBuf wire = Unpooled.buffer();

  /** Whether it takes responses by the short way. */
  private final boolean takesReady;

  /** Whether the response came by the short way. */
  boolean sentReady;

  /** Whether content came from a file. */
  boolean fromFile;

  boolean ended;

  WireViewer(EventLoop loop, InstantSource clock, Request request, boolean takesReady) {
    this.loop = loop;
    this.takesReady = takesReady;
    this.writer = new ResponseWriter(clock);
    writer.answer(request, true);
  }

  String content() {
    String all = wire.toString(StandardCharsets.ISO_8859_1);
    return all.substring(all.indexOf("\r\n\r\n") + 4);
  }

  /** The lines of the head: the first as it is, the fields in order of their names. */
  List<String> head() {
    String all = wire.toString(StandardCharsets.ISO_8859_1);
    String[] lines = all.substring(0, all.indexOf("\r\n\r\n")).split("\r\n");
    Arrays.sort(lines, 1, lines.length);
    return List.of(lines);
  }

  @Override
  public EventLoop loop() {
    return loop;
  }

  @Override
  public ConnectionFacts connection() {
    InetSocketAddress somewhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
    return new ConnectionFacts(somewhere, somewhere, false, null, null, null);
  }

  @Override
  public ContentSource requestContent() {
    return this;
  }

  @Override
  public void informational(Response response) {}

  @Override
  public void head(Response response, boolean hasContent) {
    var _ = writer.head(wire, response, hasContent);
    ended = !hasContent;
  }

  @Override
  public @Nullable ReadyHead ready(Response response, String cacheStatus) {
    return writer.ready(response, cacheStatus);
  }

  @Override
  public boolean sendReady(ReadyHead head, long ageSeconds, long ttlSeconds, ByteBuf content) {
    sentReady = takesReady && writer.ready(wire, head, ageSeconds, ttlSeconds);
    if (sentReady) {
      data(content);
      ended = true;
    }
    return sentReady;
  }

  @Override
  public boolean takesFiles() {
    return true;
  }

  @Override
  public boolean sendReadyFile(
      ReadyHead head, long ageSeconds, long ttlSeconds, FileRegion content) {
    sentReady = takesReady && writer.ready(wire, head, ageSeconds, ttlSeconds);
    if (sentReady) {
      file(content);
      ended = true;
    }
    return sentReady;
  }

  @Override
  public void file(FileRegion content) {
    fromFile = true;
    try (ByteBufOutputStream out = new ByteBufOutputStream(wire)) {
      while (content.transferred() < content.count()) {
        long sent = content.transferTo(Channels.newChannel(out), content.transferred());
        assertThat(sent).isPositive();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      content.release();
    }
  }

  @Override
  public void data(ByteBuf content) {
    wire.writeBytes(content);
    content.release();
  }

  @Override
  public void end(Fields trailers) {
    ended = true;
  }

  @Override
  public void fail(ProxyError error) {
    ended = true;
  }

  @Override
  public void flush() {}

  @Override
  public boolean isWritable() {
    return true;
  }

  @Override
  public long contentBytes() {
    return ended ? content().length() : 0;
  }

  @Override
  public void resume() {}

  @Override
  public void pause() {}

  @Override
  public void cancel() {}
}

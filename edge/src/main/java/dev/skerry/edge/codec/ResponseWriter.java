package dev.skerry.edge.codec;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.skerry.edge.flow.ReadyHead;
import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.HttpVersion;
import dev.skerry.http.Request;
import dev.skerry.http.Response;
import io.netty.buffer.ByteBuf;
import java.time.InstantSource;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes the heads of the responses of one HTTP/1.1 connection (RFC 9112 §4, §6, §9), and decides
 * how each one's content is delimited and whether the connection stays open after it.
 */
public final class ResponseWriter {
  private static final byte[] AGE = "age: ".getBytes(US_ASCII);
  private static final byte[] DATE = "date: ".getBytes(US_ASCII);
  private static final byte[] END_OF_LINE = "\r\n".getBytes(US_ASCII);
  private static final byte[] CHUNKED = "transfer-encoding: chunked\r\n".getBytes(US_ASCII);
  private static final byte[] NO_CONTENT = "content-length: 0\r\n".getBytes(US_ASCII);
  private static final byte[] CLOSE = "connection: close\r\n".getBytes(US_ASCII);
  private static final byte[] KEEP_ALIVE = "connection: keep-alive\r\n".getBytes(US_ASCII);
  private static final byte[] UPGRADE = "connection: upgrade\r\n".getBytes(US_ASCII);

  private static final int DATED = 1;
  private static final int KEPT_ALIVE = 2;

  private final InstantSource clock;

  private boolean toHead;
  private boolean oldVersion;
  private boolean persistent;
  private String upgrade = "";

  /**
   * Makes a writer for one connection.
   *
   * @param clock for {@code date}
   */
  public ResponseWriter(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Begins the answer to a request.
   *
   * @param persistent whether the connection may stay open after it
   */
  public void answer(Request request, boolean persistent) {
    this.toHead = request.method().equals("HEAD");
    this.oldVersion = request.version() == HttpVersion.HTTP_1_0;
    this.persistent = persistent;
    String protocol = request.upgrade();
    this.upgrade = protocol == null ? "" : protocol;
  }

  /** Begins the answer to what could not be parsed; the connection closes after it. */
  public void refuse() {
    toHead = false;
    oldVersion = false;
    persistent = false;
    upgrade = "";
  }

  /** Makes the connection close after this answer; of no effect once its head is written. */
  public void close() {
    persistent = false;
  }

  /** Whether the connection stays open after this answer; final once its head is written. */
  public boolean persistent() {
    return persistent;
  }

  /**
   * Writes an interim response (RFC 9110 §15.2) other than 101; nothing for a viewer of HTTP/1.0.
   */
  public void informational(ByteBuf out, Response response) {
    if (oldVersion) {
      return;
    }
    HeadBuilder head = new HeadBuilder();
    head.octets(StatusLines.of(response.status()));
    fields(head, response.fields());
    head.endOfLine().writeTo(out);
  }

  /**
   * Writes the head of the final response. A {@code connection: keep-alive} in it is said where the
   * connection stays open, also where the version says so already; all other values are left out.
   *
   * @param hasContent whether content follows; where it does not, {@code content-length} is sent as
   *     it is for HEAD and 304, and as 0 where a viewer would else wait for content
   * @return a {@link Framing}: how the content must be delimited
   */
  public long head(ByteBuf out, Response response, boolean hasContent) {
    int status = response.status();
    Fields fields = response.fields();
    HeadBuilder head = new HeadBuilder();
    head.octets(StatusLines.of(status));
    int told = fields(head, fields);
    if ((told & DATED) == 0) {
      head.octets(DATE).octets(CachedDate.octets(clock)).octets(END_OF_LINE);
    }
    long framing = status == 101 ? tunnel(head, fields) : framing(head, response, hasContent);
    if (status != 101) {
      if (!persistent) {
        head.octets(CLOSE);
      } else if (oldVersion || (told & KEPT_ALIVE) != 0) {
        head.octets(KEEP_ALIVE);
      }
    }
    head.endOfLine().writeTo(out);
    return framing;
  }

  /**
   * A head that may be sent again and again; null if its content has no length, or this answer is
   * not like most: to HEAD, in HTTP/1.0, or the last one of its connection.
   *
   * @param cacheStatus the value of {@code cache-status} up to the number that ends it
   */
  public @Nullable ReadyHead ready(Response response, String cacheStatus) {
    long length = HopFields.contentLength(response.fields());
    if (isSpecial() || length < 0) {
      return null;
    }
    Fields lasting =
        response
            .fields()
            .copy()
            .removeIf(
                (name, value) ->
                    name.equals(FieldNames.AGE) || name.equals(FieldNames.CACHE_STATUS));
    HeadBuilder head = new HeadBuilder().octets(StatusLines.of(response.status()));
    boolean dated = (fields(head, lasting) & DATED) != 0;
    head.field(FieldNames.CONTENT_LENGTH, Long.toString(length));
    byte[] lines = head.toOctets();
    head = new HeadBuilder();
    head.field(FieldNames.CACHE_STATUS, cacheStatus);
    byte[] status = head.toOctets();
    return new ReadyHead(lines, Arrays.copyOf(status, status.length - 2), dated);
  }

  /**
   * Writes a head that is ready.
   *
   * @return false, and nothing was written, where this answer needs another
   */
  public boolean ready(ByteBuf out, ReadyHead head, long ageSeconds, long ttlSeconds) {
    if (isSpecial()) {
      return false;
    }
    HeadBuilder all = new HeadBuilder();
    all.octets(head.lines()).octets(AGE).number(ageSeconds).octets(END_OF_LINE);
    all.octets(head.cacheStatus()).number(ttlSeconds).octets(END_OF_LINE);
    if (!head.hasDate()) {
      all.octets(DATE).octets(CachedDate.octets(clock)).octets(END_OF_LINE);
    }
    all.endOfLine().writeTo(out);
    return true;
  }

  private boolean isSpecial() {
    return toHead || oldVersion || !persistent || !upgrade.isEmpty();
  }

  private long tunnel(HeadBuilder head, Fields fields) {
    String chosen = fields.first(FieldNames.UPGRADE);
    head.octets(UPGRADE);
    head.field(FieldNames.UPGRADE, chosen == null ? upgrade : chosen);
    persistent = false;
    return Framing.UNTIL_CLOSE;
  }

  private long framing(HeadBuilder head, Response response, boolean hasContent) {
    int status = response.status();
    long length = HopFields.contentLength(response.fields());
    if (status == 204 || status == 304 || toHead) {
      if (length >= 0 && status != 204) {
        head.field(FieldNames.CONTENT_LENGTH, Long.toString(length));
      }
      return Framing.NONE;
    }
    if (!hasContent) {
      head.octets(NO_CONTENT);
      return Framing.NONE;
    }
    if (length >= 0) {
      head.field(FieldNames.CONTENT_LENGTH, Long.toString(length));
      return length;
    }
    if (oldVersion) {
      persistent = false;
      return Framing.UNTIL_CLOSE;
    }
    head.octets(CHUNKED);
    return Framing.CHUNKED;
  }

  /** Writes them, and answers what was among them. */
  private static int fields(HeadBuilder head, Fields fields) {
    int told = 0;
    for (int i = 0; i < fields.size(); i++) {
      String name = fields.name(i);
      if (!HopFields.isHop(name)) {
        told |= name.equals(FieldNames.DATE) ? DATED : 0;
        head.field(name, fields.value(i));
      } else if (name.equals(FieldNames.CONNECTION) && fields.value(i).equals("keep-alive")) {
        told |= KEPT_ALIVE;
      }
    }
    return told;
  }
}

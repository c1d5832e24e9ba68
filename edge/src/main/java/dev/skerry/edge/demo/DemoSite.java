package dev.skerry.edge.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.skerry.edge.flow.RequestHandler;
import dev.skerry.edge.flow.ViewerEvents;
import dev.skerry.edge.flow.ViewerStream;
import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import dev.skerry.http.Response;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * The demo site's origin: a page that explains what the visitor sees, and a few resources that a
 * cache must treat differently.
 */
public final class DemoSite implements RequestHandler {
  private static final String PLAIN = "text/plain; charset=utf-8";

  private final Map<String, DemoPage> pages = new LinkedHashMap<>();

  /** Makes the site; the clock is what its pages show. */
  public DemoSite(InstantSource clock) {
    for (DemoPage page : pages(clock)) {
      pages.put(page.path(), page);
    }
  }

  @Override
  public String purpose() {
    return "the demo site";
  }

  private static List<DemoPage> pages(InstantSource clock) {
    return List.of(
        DemoPage.fixed("/", "text/html; charset=utf-8", "max-age=60", resource("index.html")),
        DemoPage.fixed(
            "/style.css", "text/css; charset=utf-8", "max-age=3600", resource("style.css")),
        DemoPage.fixed(
            "/demo.js", "text/javascript; charset=utf-8", "max-age=3600", resource("demo.js")),
        DemoPage.fixed(
            "/island.svg", "image/svg+xml", "max-age=31536000, immutable", resource("island.svg")),
        new DemoPage(
            "/tide.json",
            "application/json",
            "max-age=20, stale-while-revalidate=40",
            "tide sea",
            () -> "{\"made_at\": \"" + clock.instant() + "\"}\n"),
        new DemoPage("/clock", PLAIN, "no-store", "", () -> clock.instant() + "\n"),
        DemoPage.fixed("/robots.txt", PLAIN, "max-age=86400", "User-agent: *\nDisallow:\n"));
  }

  @Override
  public ViewerEvents begin(Request request, ViewerStream viewer) {
    DemoPage page = pages.get(request.path());
    boolean isGet = request.method().equals("GET");
    if (page == null) {
      write(viewer, 404, Fields.of(FieldNames.CACHE_CONTROL, "max-age=5"), "Not here.\n", isGet);
    } else if (!isGet && !request.method().equals("HEAD")) {
      write(viewer, 405, Fields.of(FieldNames.ALLOW, "GET, HEAD"), "", true);
    } else {
      serve(page, request, viewer, isGet);
    }
    if (request.hasContent()) {
      viewer.requestContent().resume();
    }
    return IgnoredViewer.INSTANCE;
  }

  private static void serve(DemoPage page, Request request, ViewerStream viewer, boolean isGet) {
    String content = page.content().get();
    String tag = entityTag(content);
    Fields fields =
        Fields.of(
            FieldNames.CONTENT_TYPE, page.type(),
            FieldNames.CACHE_CONTROL, page.cacheControl(),
            FieldNames.ETAG, tag);
    if (!page.tags().isEmpty()) {
      fields.add(FieldNames.SURROGATE_KEY, page.tags());
    }
    if (tag.equals(request.fields().first(FieldNames.IF_NONE_MATCH))) {
      viewer.head(new Response(304, fields), false);
      viewer.flush();
    } else {
      write(viewer, 200, fields, content, isGet);
    }
  }

  private static void write(
      ViewerStream viewer, int status, Fields fields, String content, boolean wanted) {
    byte[] bytes = content.getBytes(UTF_8);
    fields.set(FieldNames.CONTENT_LENGTH, Integer.toString(bytes.length));
    boolean hasContent = wanted && bytes.length > 0;
    viewer.head(new Response(status, fields), hasContent);
    if (hasContent) {
      viewer.data(Unpooled.wrappedBuffer(bytes));
      viewer.end(Fields.EMPTY);
    }
    viewer.flush();
  }

  private static String entityTag(String content) {
    CRC32 checksum = new CRC32();
    checksum.update(content.getBytes(UTF_8));
    return '"' + HexFormat.of().toHexDigits((int) checksum.getValue()) + '"';
  }

  private static String resource(String name) {
    try (InputStream in = DemoSite.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its demo file " + name);
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

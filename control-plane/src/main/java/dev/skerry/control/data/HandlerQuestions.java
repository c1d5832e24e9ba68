package dev.skerry.control.data;

import dev.skerry.control.api.Call;
import dev.skerry.control.api.Obstacle;
import dev.skerry.control.api.OriginApi;
import dev.skerry.control.api.Reply;
import dev.skerry.control.api.Service;
import dev.skerry.control.fleet.JoinException;
import dev.skerry.control.fleet.Membership;
import dev.skerry.edge.config.DataOrigin;
import dev.skerry.edge.flow.RequestHandler;
import dev.skerry.edge.flow.ViewerEvents;
import dev.skerry.edge.flow.ViewerStream;
import dev.skerry.handler.Binding;
import dev.skerry.http.Request;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What handlers ask of tables and buckets, as a listener's handler: any edge of the fleet, of any
 * that the configuration binds to a handler.
 */
public final class HandlerQuestions implements RequestHandler {
  /** What is sent with a question: an item, or an object that is put. */
  private static final long CONTENT_BYTES_MAX = 4L << 20;

  private final OriginApi api;
  private final TableQuestions tables;
  private final @Nullable BucketQuestions buckets;
  private final Membership membership;
  private final Predicate<Binding.Kept> bound;

  /**
   * Questions of edges.
   *
   * @param api has the limits of calls
   * @param buckets null where another node has them
   * @param bound whether one is bound to a handler; may block
   */
  public HandlerQuestions(
      OriginApi api,
      TableQuestions tables,
      @Nullable BucketQuestions buckets,
      Membership membership,
      Predicate<Binding.Kept> bound) {
    this.api = api;
    this.tables = tables;
    this.buckets = buckets;
    this.membership = membership;
    this.bound = bound;
  }

  @Override
  public String purpose() {
    return "edges";
  }

  @Override
  public ViewerEvents begin(Request request, ViewerStream viewer) {
    return api.begin(new Asked(viewer.connection().certificate()), request, viewer);
  }

  /** One question, of who shows a certificate. */
  private final class Asked implements Service {
    private final @Nullable X509Certificate shown;

    Asked(@Nullable X509Certificate shown) {
      this.shown = shown;
    }

    @Override
    public long contentBytesMax() {
      return CONTENT_BYTES_MAX;
    }

    @Override
    public Reply answer(Call call) throws IOException {
      DataOrigin.Place place = DataOrigin.place(call.head().path());
      if (place == null) {
        return Refused.reply(404, "NoSuchPlace", "there are /tables/NAME and /buckets/NAME/KEY");
      }
      String stranger = stranger();
      if (stranger != null) {
        return Refused.reply(403, "AccessDenied", stranger);
      }
      if (!bound.test(place.of())) {
        return Refused.reply(
            403, "AccessDenied", "no handler of a site has " + place.of() + " bound to it");
      }
      return switch (place.of()) {
        case Binding.Table(String name) -> tables.answer(name, call);
        case Binding.Bucket(String name) ->
            buckets == null
                ? Refused.reply(503, "ServiceUnavailable", "another node has the buckets")
                : buckets.answer(name, place.encodedKey(), call);
      };
    }

    /** Why it is no edge of the fleet that asks; null if it is one. */
    private @Nullable String stranger() {
      X509Certificate certificate = shown;
      if (certificate == null) {
        return "only an edge of this fleet may ask that";
      }
      try {
        var _ = membership.authenticate(certificate);
        return null;
      } catch (JoinException e) {
        return String.valueOf(e.getMessage());
      }
    }

    @Override
    public Reply refuse(Request head, Obstacle why) {
      return switch (why) {
        case TOO_LARGE ->
            Refused.reply(413, "TooLarge", "more is sent than " + CONTENT_BYTES_MAX + " bytes");
        case TOO_SLOW -> Refused.reply(408, "RequestTimeout", "the content did not come");
        case BUSY -> Refused.reply(503, "ServiceUnavailable", "too much is under way");
        case FAILED ->
            Refused.reply(500, "InternalServerError", "the control plane's log says why");
      };
    }
  }
}

package dev.skerry.control.buckets;

import dev.skerry.control.api.Call;
import dev.skerry.control.api.Obstacle;
import dev.skerry.control.api.OriginApi;
import dev.skerry.control.api.Reply;
import dev.skerry.control.api.Service;
import dev.skerry.control.fleet.JoinException;
import dev.skerry.control.fleet.Membership;
import dev.skerry.control.objects.ObjectService;
import dev.skerry.edge.config.BucketOrigin;
import dev.skerry.edge.flow.RequestHandler;
import dev.skerry.edge.flow.ViewerEvents;
import dev.skerry.edge.flow.ViewerStream;
import dev.skerry.http.Request;
import dev.skerry.origin.objects.site.BucketSites;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What edges ask of buckets that are origins of sites, as a listener's handler: any edge of the
 * fleet, of any bucket that a site has, whoever owns it.
 */
public final class EdgeReads implements RequestHandler {
  private final OriginApi api;
  private final BucketSites sites;
  private final Membership membership;
  private final Predicate<String> served;

  /**
   * Reads of buckets.
   *
   * @param api has the limits of calls
   * @param served whether a bucket is the origin of a site; may block
   */
  public EdgeReads(
      OriginApi api, BucketSites sites, Membership membership, Predicate<String> served) {
    this.api = api;
    this.sites = sites;
    this.membership = membership;
    this.served = served;
  }

  /** The buckets that are origins of sites and were not there when an edge asked for them. */
  public List<String> missing() {
    return sites.missing().stream().filter(served).toList();
  }

  @Override
  public String purpose() {
    return "edges";
  }

  @Override
  public ViewerEvents begin(Request request, ViewerStream viewer) {
    String bucket = Objects.requireNonNull(BucketOrigin.bucket(request.host()));
    X509Certificate shown = viewer.connection().certificate();
    return api.begin(new Read(bucket, shown), request, viewer);
  }

  /** One call, for a bucket, of who shows a certificate. */
  private final class Read implements Service {
    private final String bucket;
    private final @Nullable X509Certificate shown;

    Read(String bucket, @Nullable X509Certificate shown) {
      this.bucket = bucket;
      this.shown = shown;
    }

    @Override
    public long contentBytesMax() {
      return 0;
    }

    @Override
    public Reply answer(Call call) {
      Request head = call.head();
      X509Certificate certificate = shown;
      if (certificate == null) {
        return refused(head, 403, "only an edge of this fleet may ask that");
      }
      try {
        var _ = membership.authenticate(certificate);
      } catch (JoinException e) {
        return refused(head, 403, String.valueOf(e.getMessage()));
      }
      if (!served.test(bucket)) {
        return refused(head, 403, "no site has the bucket " + bucket + " as its origin");
      }
      return ObjectService.reply(sites.answer(head, bucket));
    }

    @Override
    public Reply refuse(Request head, Obstacle why) {
      return switch (why) {
        case TOO_LARGE ->
            BucketSites.answers(head.method())
                ? refused(head, 413, "what is in buckets is asked for without content")
                : ObjectService.reply(BucketSites.wrongMethod(head));
        case TOO_SLOW -> refused(head, 408, "the content did not come");
        case BUSY -> refused(head, 503, "too much is under way; ask again a little later");
        case FAILED ->
            refused(head, 500, "the bucket cannot be read; the control plane's log says why");
      };
    }

    private static Reply refused(Request head, int status, String why) {
      return ObjectService.reply(BucketSites.failure(head, status, why));
    }
  }
}

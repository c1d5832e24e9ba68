package dev.skerry.edge.upstream;

import dev.skerry.edge.config.Limits;
import dev.skerry.edge.config.ListenerSettings;
import dev.skerry.edge.config.PoolConfig;
import dev.skerry.edge.listener.Transport;
import dev.skerry.edge.testing.ScriptedOrigin;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ReflectiveChannelFactory;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Pools on event loops of their own, for one test. */
final class TestUpstreams implements AutoCloseable {
  /** The one that a node would choose here, or the one that the property names. */
  private static final Transport TRANSPORT =
      Transport.choose(
          ListenerSettings.Transport.valueOf(System.getProperty("skerry.transport", "AUTO")));

  static final Path NO_HOSTS = Path.of("/nonexistent/hosts");

  final EventLoopGroup loops;
  final EventLoop loop;
  final Upstreams upstreams;

  private TestUpstreams(
      int threads, @Nullable InetSocketAddress nameServer, Path hosts, Wanted... pools) {
    loops = TRANSPORT.newEventLoops(threads, false);
    loop = loops.next();
    upstreams =
        Upstreams.open(
            configs(pools),
            Limits.DEFAULT,
            new UpstreamNetwork(
                loops,
                new ReflectiveChannelFactory<>(TRANSPORT.socketChannel()),
                new ReflectiveChannelFactory<>(TRANSPORT.datagramChannel()),
                nameServer,
                hosts));
  }

  static TestUpstreams open(Wanted... pools) {
    return new TestUpstreams(1, null, NO_HOSTS, pools);
  }

  static TestUpstreams open(InetSocketAddress nameServer, Wanted... pools) {
    return new TestUpstreams(1, nameServer, NO_HOSTS, pools);
  }

  static TestUpstreams openWithHosts(Path hosts, Wanted... pools) {
    return new TestUpstreams(1, new InetSocketAddress(ScriptedOrigin.LOOPBACK, 9), hosts, pools);
  }

  static Map<String, PoolConfig> configs(Wanted... pools) {
    Map<String, PoolConfig> configs = new LinkedHashMap<>();
    for (Wanted pool : pools) {
      configs.put(pool.config().name(), pool.config());
    }
    return configs;
  }

  static Request get(String path) {
    return new Request("GET", "http", "www.example", path, null, new Fields());
  }

  static Request post(String path, String... fields) {
    return new Request("POST", "http", "www.example", path, null, Fields.of(fields))
        .hasContent(true);
  }

  /** Sends a request to the first pool and reads the whole answer as it comes. */
  TestCall send(Request request) {
    return send("site", request);
  }

  TestCall send(String pool, Request request) {
    return send(pool, request, 0);
  }

  TestCall send(String pool, Request request, long hash) {
    return TestCall.send(pool(pool), request, hash, loop, true);
  }

  /** Sends a request and reads nothing of the content until the call is resumed. */
  TestCall sendPaused(Request request) {
    return TestCall.send(pool("site"), request, 0, loop, false);
  }

  OriginPool pool(String name) {
    OriginPool pool = upstreams.pool(name);
    if (pool == null) {
      throw new AssertionError("there is no pool " + name);
    }
    return pool;
  }

  /** The counters of the only origin, or of the one at that place. */
  OriginCounters counters(int place) {
    return upstreams.counters().get(place);
  }

  @Override
  public void close() throws Exception {
    upstreams.close().get(20, TimeUnit.SECONDS);
    loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).get(20, TimeUnit.SECONDS);
  }
}

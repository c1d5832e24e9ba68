package dev.skerry.origin.tables.model;

import dev.skerry.control.OriginData;
import dev.skerry.control.OriginServer;
import dev.skerry.control.api.ApiLimits;
import dev.skerry.edge.config.ListenerSettings.HostPort;
import dev.skerry.edge.listener.Transport;
import dev.skerry.edge.observe.Metrics;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The real table API in this process, on a port that is free, and the SDK's client of it. */
final class TableServer implements AutoCloseable {
  private final EventLoopGroup loops = Transport.NIO.newEventLoops(1, false);
  private final OriginData data;
  private final OriginServer server;
  private final DynamoDbClient client;

  TableServer(Path folder) throws IOException {
    data = OriginData.open(folder, InstantSource.system());
    server =
        OriginServer.open(
            new OriginServer.Plan(
                OriginServer.Ports.clear(new HostPort("127.0.0.1", 0)),
                Transport.NIO,
                loops,
                new ApiLimits(64, 64 << 20),
                Duration.ZERO,
                null,
                List.of(),
                new Metrics().gauges(),
                InstantSource.system()),
            data);
    var key = data.first().orElseThrow().key();
    client =
        DynamoDbClient.builder()
            .endpointOverride(URI.create("http://127.0.0.1:" + port(server)))
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(key.id(), key.secret())))
            .httpClient(UrlConnectionHttpClient.create())
            .build();
  }

  private static int port(OriginServer server) {
    return Objects.requireNonNull(server.httpAddress(), "a port that speaks clear text").getPort();
  }

  DynamoDbClient client() {
    return client;
  }

  @Override
  public void close() {
    client.close();
    server.close();
    data.close();
    loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}

package dev.skerry.cli;

import dev.skerry.edge.admin.AdminToken;
import dev.skerry.edge.admin.ConfigService;
import dev.skerry.edge.config.ListenerSettings.Transport;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a node is started with, besides its configuration.
 *
 * @param http where clear text is answered
 * @param https where TLS is answered, or null
 * @param admin where the admin API answers
 * @param transport how sockets are driven
 * @param data the data folder
 * @param token what admin calls must bear
 * @param openMetrics whether metrics need no token
 * @param config what the admin API tells of the configuration
 */
record NodePlan(
    ListenAddress http,
    @Nullable ListenAddress https,
    ListenAddress admin,
    Transport transport,
    Path data,
    AdminToken token,
    boolean openMetrics,
    ConfigService config) {}

package cevns.web.dashboard;

import cevns.web.control.Acquisition;
import cevns.web.control.Build;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.net.BindException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The dashboard's web server, on an event loop of its own.
 *
 * <pre>
 *  /                 to /overview
 *  /overview         the first page; the files of all pages under /css, /js and /lib
 *  /result           the page of the result
 *  /api/stream       state, snapshot and heartbeat as server-sent events
 *  /api/snapshot     the newest snapshot as JSON; 204 before the first
 *  /api/history      how the comparison of this run has grown, as JSON
 *  /api/waveforms    the last waveforms, binary
 *  /api/control      run control, where a run is taken: see {@link ControlApi}
 *  /metrics          for Prometheus
 * </pre>
 */
public final class DashboardServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DashboardServer.class);
    private static final Assets LIBRARY = Assets.immutable("/META-INF/resources/_static");
    private static final long PATIENCE_S = 10;

    /** A browser that takes nothing for so long is gone; the stream speaks every second. */
    private static final int IDLE_S = 60;

    private final Feed feed;
    private final Supplier<String> metrics;
    private final String host;
    private final int port;
    private final Viewers viewers = new Viewers();
    private final Acquisition acquisition;
    private Vertx vertx;

    /** A server that only shows. */
    public DashboardServer(Feed feed, Supplier<String> metrics, String host, int port) {
        this(feed, metrics, host, port, null);
    }

    /**
     * @param feed what is shown
     * @param metrics the text of {@code /metrics}, made on the event loop
     * @param host address to listen on; the loopback unless the site has said otherwise
     * @param port port to listen on; 0 for any free one
     * @param acquisition what takes the runs; null where none are taken
     */
    public DashboardServer(
            Feed feed, Supplier<String> metrics, String host, int port, Acquisition acquisition) {
        this.acquisition = acquisition;
        this.feed = feed;
        this.metrics = metrics;
        this.host = host;
        this.port = port;
    }

    /** Who is watching. */
    public Viewers viewers() {
        return viewers;
    }

    /**
     * Starts listening.
     *
     * @return the port it listens on
     * @throws IOException with a sentence for the user, when it cannot
     */
    public int start() throws IOException {
        vertx = Vertx.vertx(options());
        EventStream stream = new EventStream(feed, viewers);
        HttpServer server =
                vertx.createHttpServer(new HttpServerOptions().setIdleTimeout(IDLE_S))
                        .requestHandler(router(stream));
        try {
            server.listen(port, host)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(PATIENCE_S, TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException e) {
            close();
            throw new IOException(refusal(e.getCause()), e.getCause());
        }
        vertx.setPeriodic(EventStream.TICK_MS, id -> stream.tick());
        return server.actualPort();
    }

    /** Stops listening and lets every browser go; returns when done. */
    @Override
    public void close() {
        if (vertx != null) {
            vertx.close().toCompletionStage().toCompletableFuture().join();
            vertx = null;
        }
    }

    private static VertxOptions options() {
        return new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setFileSystemOptions(
                        new FileSystemOptions()
                                .setClassPathResolvingEnabled(false)
                                .setFileCachingEnabled(false));
    }

    private Router router(EventStream stream) {
        Assets files = Assets.revalidated("/webroot");
        LIBRARY.prepare("echarts/" + Build.current().echarts() + "/dist/echarts.esm.min.js");
        Waveforms waveforms = new Waveforms(feed);

        Router router = Router.router(vertx);
        router.route().handler(new SecurityHeaders());
        // relative, so that it holds behind a proxy that serves us under a path of its own
        router.get("/")
                .handler(
                        c ->
                                c.response()
                                        .setStatusCode(302)
                                        .putHeader("location", "overview")
                                        .end());
        router.get("/overview").handler(c -> files.answer(c, "index.html"));
        router.get("/result").handler(c -> files.answer(c, "index.html"));
        router.get("/api/stream").handler(stream::open);
        router.get("/api/snapshot").handler(this::snapshot);
        router.get("/api/history").handler(this::history);
        router.get("/api/waveforms").handler(waveforms::answer);
        router.get("/metrics").handler(this::scrape);
        if (acquisition != null) {
            ControlApi control = new ControlApi(acquisition);
            router.get("/api/control").handler(control::status);
            router.post("/api/control").handler(control::command);
        }
        router.get("/lib/*").handler(LIBRARY);
        router.get("/*").handler(files);
        router.errorHandler(
                404, c -> EventStream.plain(c.response(), 404, "nothing at " + c.request().path()));
        router.errorHandler(500, DashboardServer::failed);
        return router;
    }

    private void snapshot(RoutingContext context) {
        HttpServerResponse response = context.response().putHeader("cache-control", "no-store");
        Published latest = feed.latest();
        if (latest == null) {
            response.setStatusCode(204).end();
            return;
        }
        response.putHeader("content-type", "application/json")
                .end(EventStream.oneLine(latest.json()));
    }

    private void history(RoutingContext context) {
        context.response()
                .putHeader("cache-control", "no-store")
                .putHeader("content-type", "application/json")
                .end(feed.history().json());
    }

    private void scrape(RoutingContext context) {
        context.response()
                .putHeader("content-type", "text/plain; version=0.0.4; charset=utf-8")
                .end(metrics.get());
    }

    private static void failed(RoutingContext context) {
        LOG.error("cannot answer {}", context.request().path(), context.failure());
        if (!context.response().ended() && !context.response().headWritten()) {
            EventStream.plain(context.response(), 500, "cannot answer; see the log of the server");
        }
    }

    private String refusal(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        if (cause instanceof BindException && message.contains("in use")) {
            return "port "
                    + port
                    + " is taken on "
                    + host
                    + ": end the program that uses it, or choose another with --port";
        }
        return "cannot listen on " + host + ":" + port + ": " + message;
    }
}

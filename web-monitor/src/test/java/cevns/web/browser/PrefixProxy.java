package cevns.web.browser;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A proxy that serves a dashboard under a path of its own, as a site's web server would. */
final class PrefixProxy implements AutoCloseable {

    private static final String HOST = "127.0.0.1";

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = vertx.createHttpClient();
    private final List<String> strayed = new CopyOnWriteArrayList<>();
    private final String prefix;
    private final int target;
    private final HttpServer server;

    PrefixProxy(String prefix, int target) {
        this.prefix = prefix;
        this.target = target;
        server = vertx.createHttpServer();
        server.requestHandler(this::forward)
                .listen(0, HOST)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    String origin() {
        return "http://" + HOST + ":" + server.actualPort();
    }

    /** What was asked for outside the path. */
    List<String> strayed() {
        return strayed;
    }

    private void forward(HttpServerRequest request) {
        if (!request.uri().startsWith(prefix + "/")) {
            strayed.add(request.uri());
            request.response().setStatusCode(404).end();
            return;
        }
        client.request(request.method(), target, HOST, request.uri().substring(prefix.length()))
                .compose(
                        onward -> {
                            request.headers()
                                    .forEach(
                                            (name, value) -> {
                                                if (!name.equalsIgnoreCase("host")) {
                                                    onward.putHeader(name, value);
                                                }
                                            });
                            return onward.send();
                        })
                .onSuccess(
                        answer -> {
                            request.response().setStatusCode(answer.statusCode());
                            request.response().headers().addAll(answer.headers());
                            answer.pipeTo(request.response());
                        })
                .onFailure(failure -> request.response().setStatusCode(502).end());
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}

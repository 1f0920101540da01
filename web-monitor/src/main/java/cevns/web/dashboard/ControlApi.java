package cevns.web.dashboard;

import cevns.web.control.Acquisition;
import cevns.web.control.Command;
import cevns.web.control.LiveRun;
import cevns.web.control.Outcome;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Run control over HTTP.
 *
 * <pre>
 *  GET  /api/control   goal and state
 *  POST /api/control   {"action": "start", "who": "mara", "comment": "…", "id": "…"}
 *                      200 done or already so, 409 refused, 400 not understood, 403 not from here
 * </pre>
 *
 * <p>There is no login yet, so commands are taken from this machine only, and not from a page that
 * another server has put into a browser on it.
 */
final class ControlApi {

    private static final int MAX_BODY = 4096;
    private static final Set<String> KEYS = Set.of("action", "who", "comment", "id");

    private final Acquisition acquisition;

    ControlApi(Acquisition acquisition) {
        this.acquisition = acquisition;
    }

    void status(RoutingContext context) {
        answer(context, 200, status());
    }

    void command(RoutingContext context) {
        String stranger = stranger(context.request());
        if (stranger != null) {
            answer(context, 403, problem(stranger));
            return;
        }
        context.request()
                .body()
                .onSuccess(
                        body -> {
                            if (body.length() > MAX_BODY) {
                                answer(context, 400, problem("more than " + MAX_BODY + " bytes"));
                                return;
                            }
                            try {
                                take(context, read(body.toJsonObject()));
                            } catch (DecodeException | ClassCastException e) {
                                answer(
                                        context,
                                        400,
                                        problem(
                                                "a JSON object with the texts action, who,"
                                                        + " comment, id is expected"));
                            } catch (IllegalArgumentException e) {
                                answer(context, 400, problem(e.getMessage()));
                            }
                        })
                .onFailure(e -> answer(context, 400, problem("the request was cut short")));
    }

    private void take(RoutingContext context, Command command) {
        context.vertx()
                .executeBlocking(() -> acquisition.command(command))
                .onSuccess(
                        outcome -> {
                            boolean refused = outcome.result() == Outcome.Result.REFUSED;
                            answer(
                                    context,
                                    refused ? 409 : 200,
                                    status().put("result", outcome.result().word())
                                            .put("text", outcome.text()));
                        })
                .onFailure(context::fail);
    }

    private static Command read(JsonObject json) {
        for (String key : json.fieldNames()) {
            if (!KEYS.contains(key)) {
                throw new IllegalArgumentException(
                        key + ": unknown; expected are action, who, comment, id");
            }
        }
        String action = json.getString("action", "");
        Command.Action what =
                Arrays.stream(Command.Action.values())
                        .filter(each -> each.word().equals(action))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "action '"
                                                        + action
                                                        + "': start, stop, pause, resume, subrun,"
                                                        + " flag or lift is expected"));
        return new Command(
                what,
                json.getString("who", ""),
                json.getString("comment", ""),
                json.getString("id", ""));
    }

    private JsonObject status() {
        LiveRun run = acquisition.run();
        return new JsonObject()
                .put("goal", acquisition.goal().name().toLowerCase(Locale.ROOT))
                .put("state", acquisition.state().name().toLowerCase(Locale.ROOT))
                .put("reason", acquisition.reason())
                .put("run", run == null ? null : run.directory().run())
                .put("runsEnded", acquisition.runsEnded());
    }

    /** Why a request is not from this machine's user; null when it is. */
    private static String stranger(HttpServerRequest request) {
        if (!isLoopback(request.remoteAddress().hostAddress())) {
            return "commands are taken from this machine only, there is no login yet";
        }
        if (!isLoopback(request.authority() == null ? null : request.authority().host())) {
            return "commands are taken under the name localhost only";
        }
        String origin = request.getHeader("origin");
        if (origin != null && !isLoopback(host(origin))) {
            return "commands are not taken from a page of " + origin;
        }
        String type = request.getHeader("content-type");
        if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
            return "content-type application/json is expected";
        }
        return null;
    }

    private static String host(String origin) {
        try {
            return URI.create(origin).getHost();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** True for a name or literal address of the loopback; asks no name server. */
    private static boolean isLoopback(String host) {
        if (host == null) {
            return false;
        }
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return List.of("localhost", "::1", "0:0:0:0:0:0:0:1").contains(bare)
                || bare.matches("127(\\.\\d{1,3}){3}");
    }

    private static JsonObject problem(String text) {
        return new JsonObject().put("result", "refused").put("text", text);
    }

    private static void answer(RoutingContext context, int code, JsonObject json) {
        context.response()
                .setStatusCode(code)
                .putHeader("cache-control", "no-store")
                .putHeader("content-type", "application/json")
                .end(json.encode());
    }
}

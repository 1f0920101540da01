package cevns.web.dashboard;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/**
 * Headers of every answer: the page may load from this server alone, run no script that is not a
 * file of ours, and be framed by nobody.
 */
final class SecurityHeaders implements Handler<RoutingContext> {

    static final String POLICY =
            "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none';"
                    + " object-src 'none'";

    @Override
    public void handle(RoutingContext context) {
        HttpServerResponse response = context.response();
        response.putHeader("content-security-policy", POLICY);
        response.putHeader("x-content-type-options", "nosniff");
        response.putHeader("referrer-policy", "same-origin");
        response.putHeader("cross-origin-opener-policy", "same-origin");
        response.putHeader("cross-origin-resource-policy", "same-origin");
        context.next();
    }
}

/**
 * The page in the browser and what it asks the server. Read {@link cevns.web.dashboard.Feed} first:
 * it is all that the dashboard knows of the rest of the program. {@link
 * cevns.web.dashboard.DashboardServer} lists the addresses.
 *
 * <p>One event loop does everything here; nothing on it may block. The page itself is plain HTML,
 * CSS and ES modules under {@code resources/webroot}, beginning with {@code js/main.js}.
 */
package cevns.web.dashboard;

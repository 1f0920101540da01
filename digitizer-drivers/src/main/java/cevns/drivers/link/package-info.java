/**
 * Connections to devices. Begin with {@link cevns.drivers.link.DeviceLoop}: each device has one
 * thread, and its links, decoder and sink are confined to it. {@link cevns.drivers.link.TcpLink} is
 * one TCP connection on such a loop, opened by us or taken by a {@link
 * cevns.drivers.link.TcpServer} of an emulator; {@link cevns.drivers.link.UdpLink} is one UDP
 * socket. {@link cevns.drivers.link.SessionDriver} is what a driver on such a loop has to be,
 * {@link cevns.drivers.link.DeviceSession} what differs from one to the next. {@link
 * cevns.drivers.link.SourceStatus} keeps the state that it is in and tells everybody, {@link
 * cevns.drivers.link.Reconnect} says how long to wait before trying again.
 */
package cevns.drivers.link;

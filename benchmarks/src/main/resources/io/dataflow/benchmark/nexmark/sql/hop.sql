SELECT `key`, COUNT(*) AS bids, SUM(price) AS total, window_start, window_end
FROM TABLE(
  HOP(
    TABLE (SELECT MOD(auction, 100) AS `key`, price, dateTime FROM bid),
    DESCRIPTOR(dateTime), INTERVAL '1' SECOND, INTERVAL '60' SECOND))
GROUP BY `key`, window_start, window_end

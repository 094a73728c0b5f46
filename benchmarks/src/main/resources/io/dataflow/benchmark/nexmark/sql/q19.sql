SELECT auction, bidder, price, channel, url, dateTime, extra, rownum
FROM (
  SELECT
    *, ROW_NUMBER() OVER (PARTITION BY auction ORDER BY price DESC, dateTime ASC) AS rownum
  FROM bid
)
WHERE rownum <= 10

"""Writes a COCO file of detections with polygons to standard output, always the same for the same number.

    python3 Tests/Benchmarks/coco.py 100000 > coco.json
"""
import random
import sys

count = int(sys.argv[1])
images = max(1, count // 8)
numbers = random.Random(count)
write = sys.stdout.write
write('{"info":{"year":2025,"description":"generated"},"licenses":[],"images":[')
for image in range(images):
    write(
        f'{"," if image else ""}{{"id":{image},"width":640,"height":480,"file_name":"{image:09}.jpg"}}'
    )
write('],"annotations":[')
for annotation in range(count):
    x, y = numbers.randrange(500), numbers.randrange(400)
    width, height = numbers.randrange(1, 100), numbers.randrange(1, 70)
    points = []
    for _ in range(numbers.randrange(3, 24)):
        points += [x + numbers.randrange(width + 1), y + numbers.randrange(height + 1)]
    write(
        f'{"," if annotation else ""}{{"id":{annotation},"image_id":{annotation % images},'
        f'"category_id":{annotation % 80},"bbox":[{x},{y},{width},{height}],"area":{width * height * 3 / 4},'
        f'"iscrowd":0,"segmentation":[{points}]}}'.replace(" ", "")
    )
write('],"categories":[')
write(",".join(f'{{"id":{category},"name":"class {category}"}}' for category in range(80)))
write("]}\n")
